/* crmdesk.exe, and with -DCONSOLE crmdesk-cli.exe: runs the program inside runtime\python313.dll.
   A windowed program can neither print nor ask, hence the twin for the console. */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>
#include <shellapi.h>

typedef int (*python_main)(int, wchar_t **);

static wchar_t folder[32768], path[32768];

static int fail(const wchar_t *what, DWORD error) {
    wchar_t text[1024];
    _snwprintf(text, 1023,
               L"crmdesk \u65e0\u6cd5\u542f\u52a8\uff0c\u8bf7\u91cd\u65b0\u5b89\u88c5\u3002\n"
               L"crmdesk \u7121\u6cd5\u555f\u52d5\uff0c\u8acb\u91cd\u65b0\u5b89\u88dd\u3002\n"
               L"crmdesk could not start. Please install it again.\n\n%ls (%lu)", what, error);
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", text);
#else
    MessageBoxW(NULL, text, L"crmdesk", MB_ICONERROR);
#endif
    return 2;
}

static int start(void) {
    DWORD length = GetModuleFileNameW(NULL, folder, 32768);
    if (!length || length >= 32768) return fail(L"path", GetLastError());
    wchar_t *end = wcsrchr(folder, L'\\');
    if (end) *end = 0;
    _snwprintf(path, 32767, L"%ls\\runtime\\python313.dll", folder);
    HMODULE library = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!library) return fail(L"python313.dll", GetLastError());
    python_main run = (python_main)(void *)GetProcAddress(library, "Py_Main");
    if (!run) return fail(L"Py_Main", GetLastError());
    int count;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
    wchar_t **words = given ? calloc(count + 8, sizeof *words) : NULL;
    if (!words) return fail(L"memory", GetLastError());
    int n = 0;
    words[n++] = given[0];
    words[n++] = L"-I";
    words[n++] = L"-X";
    words[n++] = L"utf8";
    words[n++] = L"-m";
    words[n++] = L"crmdesk";
    for (int i = 1; i < count; i++) words[n++] = given[i];
    return run(n, words);
}

#ifdef CONSOLE
int wmain(void) { return start(); }
#else
int WINAPI wWinMain(HINSTANCE own, HINSTANCE before, PWSTR line, int show) {
    (void)own; (void)before; (void)line; (void)show;
    return start();
}
#endif
