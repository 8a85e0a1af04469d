/* No colour profiles: Qt asks for them and Wine ends the thread. */
#include <windows.h>
#define API __declspec(dllexport)

API BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, PBYTE bytes, PDWORD size) {
    (void)profile; (void)bytes;
    if (size) *size = 0;
    return FALSE;
}
API HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options) {
    (void)profile; (void)options;
    return NULL;
}
API BOOL WINAPI CloseColorProfile(HANDLE profile) { (void)profile; return TRUE; }
API HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD mode) {
    (void)profile; (void)access; (void)share; (void)mode;
    return NULL;
}
