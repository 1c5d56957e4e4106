/* Loads the bridge to the host's GSSAPI, see gssapi_bridge.h. */
#include <winsock2.h>
#include <windows.h>
#include "gssapi_bridge.h"

struct bridge bridge;

int bridge_load(void)
{
    HMODULE module;
    if (bridge.acquire)
        return 1;
    if (!(module = LoadLibraryA("iwagss.dll")))
        return 0;
    bridge.initialize = (void *)GetProcAddress(module, "bridge_initialize");
    bridge.free = (void *)GetProcAddress(module, "bridge_free");
    bridge.delete_context = (void *)GetProcAddress(module, "bridge_delete_context");
    bridge.release_credentials = (void *)GetProcAddress(module, "bridge_release_credentials");
    bridge.acquire = (void *)GetProcAddress(module, "bridge_acquire");
    return bridge.acquire && bridge.initialize && bridge.free && bridge.delete_context && bridge.release_credentials;
}
