/*
 * The one function of bcryptprimitives.dll that Netty's library for QUIC needs, and that Wine
 * has from version 9 on.
 */
#include <windows.h>
#include <ntsecapi.h>

BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
    return RtlGenRandom(data, (ULONG)length);
}
