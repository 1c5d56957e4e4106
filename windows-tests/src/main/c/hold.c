/*
 * hold FILE SHARING SECONDS: holds a file open as a virus scanner, an indexer or a backup does.
 * SHARING is a sum of FILE_SHARE_READ (1), FILE_SHARE_WRITE (2) and FILE_SHARE_DELETE (4).
 */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

int wmain(int count, wchar_t **arguments)
{
    HANDLE file;
    if (count != 4)
        return 2;
    file = CreateFileW(arguments[1], GENERIC_READ, _wtoi(arguments[2]), NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) {
        printf("error %lu\n", GetLastError());
        return 1;
    }
    puts("held");
    fflush(stdout);
    Sleep(_wtoi(arguments[3]) * 1000);
    return 0;
}
