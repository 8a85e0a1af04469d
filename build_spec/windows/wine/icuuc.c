/* Converters of rare encodings, which Windows brings and Wine does not: none can be opened. */
#define API __declspec(dllexport)
enum { UNSUPPORTED = 16 };
static void refuse(int *error) { if (error) *error = UNSUPPORTED; }
static void forget(void **one, const void **other) { if (one) *one = 0; if (other) *other = 0; }

API void *ucnv_open(const char *name, int *error) { (void)name; refuse(error); return 0; }
API void ucnv_close(void *c) { (void)c; }
API void ucnv_reset(void *c) { (void)c; }
API signed char ucnv_getMaxCharSize(void *c) { (void)c; return 4; }
API const char *ucnv_getName(void *c, int *error) { (void)c; refuse(error); return 0; }
API const char *ucnv_getStandardName(const char *n, const char *s, int *error) {
    (void)n; (void)s; refuse(error); return 0;
}
API const char *ucnv_getAvailableName(int n) { (void)n; return 0; }
API int ucnv_countAvailable(void) { return 0; }
API void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
API void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
API void ucnv_getToUCallBack(void *c, void **a, const void **b) { (void)c; forget(a, b); }
API void ucnv_getFromUCallBack(void *c, void **a, const void **b) { (void)c; forget(a, b); }
API void ucnv_setToUCallBack(void) {}
API void ucnv_setFromUCallBack(void) {}
API void ucnv_cbToUWriteUChars(void) {}
API void ucnv_cbFromUWriteUChars(void) {}
API void ucnv_toUnicode(void *c, void **t, const void *te, const char **s, const char *se, int *o,
                        signed char flush, int *error) {
    (void)c; (void)t; (void)te; (void)s; (void)se; (void)o; (void)flush; refuse(error);
}
API void ucnv_fromUnicode(void *c, char **t, const char *te, const void **s, const void *se, int *o,
                          signed char flush, int *error) {
    (void)c; (void)t; (void)te; (void)s; (void)se; (void)o; (void)flush; refuse(error);
}
API int ucnv_toUCountPending(const void *c, int *error) { (void)c; refuse(error); return 0; }
API int ucnv_fromUCountPending(const void *c, int *error) { (void)c; refuse(error); return 0; }
