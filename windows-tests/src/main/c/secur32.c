/*
 * A stand-in for secur32.dll, compiled against the Windows headers of mingw-w64. Its package
 * Negotiate is SPNEGO of the host's MIT Kerberos. It demands of its caller what the headers and
 * the documentation of SSPI demand, and keeps books of handles and buffers. Tests tell it by
 * script.h what to return. It says nothing about how Windows behaves.
 */
#define SECURITY_WIN32
#include <winsock2.h>
#include <windows.h>
#include <sspi.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "gssapi_bridge.h"
#include "script.h"

#define CREDENTIALS 0x43524544
#define CONTEXT 0x43545854

/* The upper halves of handles, all of whose bits have to come back. */
#define CREDENTIALS_UPPER 0xfedcba9876543210ull
#define CONTEXT_UPPER 0x89abcdef01234567ull

#define MAX_BUFFERS 4096

struct credentials {
    DWORD magic;
    uint64_t gss;
    int has_ticket;
    char name[256];
};

struct context {
    DWORD magic;
    uint64_t gss;
    int calls;
};

static CRITICAL_SECTION lock;
static void *buffers[MAX_BUFFERS];
static int buffer_count;

/* Allocates what the caller has to give to FreeContextBuffer. */
static void *allocate(const void *content, size_t length)
{
    void *buffer = HeapAlloc(GetProcessHeap(), 0, length);
    memcpy(buffer, content, length);
    EnterCriticalSection(&lock);
    if (buffer_count < MAX_BUFFERS)
        buffers[buffer_count++] = buffer;
    InterlockedIncrement(&books.buffers);
    LeaveCriticalSection(&lock);
    return buffer;
}

static struct credentials *credentials_of(PCredHandle handle)
{
    struct credentials *found = handle ? (struct credentials *)handle->dwLower : NULL;
    if (found && handle->dwUpper == CREDENTIALS_UPPER && found->magic == CREDENTIALS)
        return found;
    InterlockedIncrement(&books.mistakes);
    return NULL;
}

static struct context *context_of(PCtxtHandle handle)
{
    struct context *found = handle ? (struct context *)handle->dwLower : NULL;
    if (found && handle->dwUpper == CONTEXT_UPPER && found->magic == CONTEXT)
        return found;
    InterlockedIncrement(&books.mistakes);
    return NULL;
}

/* GSSAPI's result as Windows is documented to name it. */
static SECURITY_STATUS status_of(uint32_t major, uint32_t minor)
{
    switch ((int32_t)minor) {
    case -1765328377: return SEC_E_TARGET_UNKNOWN; /* KDC_ERR_S_PRINCIPAL_UNKNOWN */
    case -1765328228: return SEC_E_NO_AUTHENTICATING_AUTHORITY; /* KRB5_KDC_UNREACH */
    case -1765328347: return SEC_E_TIME_SKEW; /* KRB_AP_ERR_SKEW */
    case -1765328352: return SEC_E_CONTEXT_EXPIRED; /* KRB_AP_ERR_TKT_EXPIRED */
    }
    switch (major >> 16) {
    case 0: return (major & 1) ? SEC_I_CONTINUE_NEEDED : SEC_E_OK;
    case 4: return SEC_E_BAD_BINDINGS;
    case 6: return SEC_E_MESSAGE_ALTERED;
    case 7: case 10: return SEC_E_NO_CREDENTIALS;
    case 9: return SEC_E_INVALID_TOKEN;
    case 11: case 12: return SEC_E_CONTEXT_EXPIRED;
    default: return SEC_E_INTERNAL_ERROR;
    }
}

SECURITY_STATUS SEC_ENTRY AcquireCredentialsHandleW(SEC_WCHAR *principal, SEC_WCHAR *package, unsigned long use,
        void *logon, void *auth, SEC_GET_KEY_FN function, void *argument, PCredHandle result, PTimeStamp expiry)
{
    struct credentials *credentials;
    uint32_t minor = 0;
    SECURITY_STATUS scripted = script_acquire();
    if (scripted < 0)
        return scripted;
    if (!package || wcscmp(package, L"Negotiate"))
        return SEC_E_SECPKG_NOT_FOUND;
    if (use != SECPKG_CRED_OUTBOUND || !result || principal || logon || auth || function || argument) {
        InterlockedIncrement(&books.mistakes);
        return SEC_E_UNSUPPORTED_FUNCTION;
    }
    if (!bridge_load())
        return SEC_E_INTERNAL_ERROR;
    credentials = calloc(1, sizeof(*credentials));
    credentials->magic = CREDENTIALS;
    credentials->has_ticket = !(bridge.acquire(&credentials->gss, credentials->name, sizeof(credentials->name), &minor) >> 16);
    result->dwLower = (ULONG_PTR)credentials;
    result->dwUpper = CREDENTIALS_UPPER;
    if (expiry) {
        expiry->LowPart = 0x55555555;
        expiry->HighPart = 0x7fffffff;
    }
    InterlockedIncrement(&books.credentials);
    return scripted;
}

/* Writes jane@CORP.CONTOSO.COM as CORP\jane, as Windows does. */
static int down_level_name(const char *principal, WCHAR *name, int size)
{
    char text[512];
    const char *at = strchr(principal, '@');
    if (at)
        snprintf(text, sizeof(text), "%.*s\\%.*s", (int)strcspn(at + 1, "."), at + 1, (int)(at - principal), principal);
    else
        snprintf(text, sizeof(text), "%s", principal);
    return MultiByteToWideChar(CP_UTF8, 0, text, -1, name, size);
}

SECURITY_STATUS SEC_ENTRY QueryCredentialsAttributesW(PCredHandle handle, unsigned long attribute, void *result)
{
    struct credentials *credentials = credentials_of(handle);
    SecPkgCredentials_NamesW *names = result;
    WCHAR name[512];
    int length;
    if (!credentials)
        return SEC_E_INVALID_HANDLE;
    if (attribute != SECPKG_CRED_ATTR_NAMES) {
        InterlockedIncrement(&books.mistakes);
        return SEC_E_UNSUPPORTED_FUNCTION;
    }
    if (script_name(name, 512))
        length = wcslen(name) + 1;
    else
        length = down_level_name(credentials->name, name, 512);
    if (length <= 1)
        return SEC_E_NO_CREDENTIALS;
    names->sUserName = allocate(name, length * sizeof(WCHAR));
    return SEC_E_OK;
}

/* Reads the input buffers; returns whether they are as the headers demand. */
static int read_input(PSecBufferDesc input, const void **token, uint32_t *token_length,
        struct bridge_bindings *bindings, int *bound)
{
    unsigned i;
    if (input->ulVersion != SECBUFFER_VERSION)
        return 0;
    for (i = 0; i < input->cBuffers; i++) {
        SecBuffer *buffer = &input->pBuffers[i];
        script_saw_input(buffer->BufferType);
        if (buffer->BufferType == SECBUFFER_TOKEN) {
            *token = buffer->pvBuffer;
            *token_length = buffer->cbBuffer;
        }
        else if (buffer->BufferType == SECBUFFER_CHANNEL_BINDINGS) {
            SEC_CHANNEL_BINDINGS *given = buffer->pvBuffer;
            const char *base = buffer->pvBuffer;
            if (buffer->cbBuffer < sizeof(*given)
                    || (uint64_t)given->dwInitiatorOffset + given->cbInitiatorLength > buffer->cbBuffer
                    || (uint64_t)given->dwAcceptorOffset + given->cbAcceptorLength > buffer->cbBuffer
                    || (uint64_t)given->dwApplicationDataOffset + given->cbApplicationDataLength > buffer->cbBuffer)
                return 0;
            bindings->initiator_type = given->dwInitiatorAddrType;
            bindings->initiator_length = given->cbInitiatorLength;
            bindings->initiator = base + given->dwInitiatorOffset;
            bindings->acceptor_type = given->dwAcceptorAddrType;
            bindings->acceptor_length = given->cbAcceptorLength;
            bindings->acceptor = base + given->dwAcceptorOffset;
            bindings->data_length = given->cbApplicationDataLength;
            bindings->data = base + given->dwApplicationDataOffset;
            *bound = 1;
        }
        else
            return 0;
    }
    return 1;
}

static SecBuffer *token_buffer(PSecBufferDesc output)
{
    unsigned i;
    if (output->ulVersion == SECBUFFER_VERSION)
        for (i = 0; i < output->cBuffers; i++)
            if (output->pBuffers[i].BufferType == SECBUFFER_TOKEN)
                return &output->pBuffers[i];
    return NULL;
}

static uint32_t gss_flags(unsigned long requirements)
{
    return ((requirements & ISC_REQ_DELEGATE) ? 1 : 0) | ((requirements & ISC_REQ_MUTUAL_AUTH) ? 2 : 0)
            | ((requirements & ISC_REQ_REPLAY_DETECT) ? 4 : 0) | ((requirements & ISC_REQ_SEQUENCE_DETECT) ? 8 : 0)
            | ((requirements & ISC_REQ_CONFIDENTIALITY) ? 16 : 0) | ((requirements & ISC_REQ_INTEGRITY) ? 32 : 0);
}

SECURITY_STATUS SEC_ENTRY InitializeSecurityContextW(PCredHandle credentials_handle, PCtxtHandle context_handle,
        SEC_WCHAR *target, unsigned long requirements, unsigned long reserved1, unsigned long representation,
        PSecBufferDesc input, unsigned long reserved2, PCtxtHandle new_handle, PSecBufferDesc output,
        unsigned long *attributes, PTimeStamp expiry)
{
    struct credentials *credentials = credentials_of(credentials_handle);
    struct context *context = NULL;
    struct bridge_bindings bindings = { 0 };
    const void *given = NULL;
    uint32_t given_length = 0, made_length = 0, granted = 0, minor = 0, major;
    void *made = NULL;
    uint64_t gss = 0;
    int bound = 0;
    char name[512];
    SecBuffer *token;
    SECURITY_STATUS status;

    if (!credentials || !output || !new_handle || !attributes || reserved1 || reserved2)
        return SEC_E_INVALID_HANDLE;
    if (context_handle && !(context = context_of(context_handle)))
        return SEC_E_INVALID_HANDLE;
    script_saw_call(requirements, context != NULL);
    if (input && !read_input(input, &given, &given_length, &bindings, &bound)) {
        InterlockedIncrement(&books.mistakes);
        return SEC_E_INVALID_TOKEN;
    }
    if (!(token = token_buffer(output)) || !(requirements & ISC_REQ_ALLOCATE_MEMORY)) {
        InterlockedIncrement(&books.mistakes);
        return SEC_E_BUFFER_TOO_SMALL;
    }
    if (script_initialize(context ? context->calls + 1 : 1, &status, &made, &made_length)) {
        if (status < 0) {
            /* what a caller finds there after a failure is not its own */
            token->pvBuffer = (void *)(ULONG_PTR)0xdead0000;
            token->cbBuffer = 1;
            return status;
        }
        granted = 2;
    }
    else {
        if (!credentials->has_ticket)
            return SEC_E_NO_CREDENTIALS;
        WideCharToMultiByte(CP_UTF8, 0, target, -1, name, sizeof(name), NULL, NULL);
        if (context)
            gss = context->gss;
        major = bridge.initialize(credentials->gss, &gss, name, gss_flags(requirements), given, given_length,
                bound ? &bindings : NULL, &made, &made_length, &granted, &minor);
        status = status_of(major, minor);
        if (status < 0) {
            if (made)
                bridge.free(made);
            if (context)
                context->gss = gss;
            else if (gss)
                bridge.delete_context(gss);
            return status;
        }
    }
    if (!context) {
        context = calloc(1, sizeof(*context));
        context->magic = CONTEXT;
        InterlockedIncrement(&books.contexts);
    }
    context->gss = gss ? gss : context->gss;
    context->calls++;
    new_handle->dwLower = (ULONG_PTR)context;
    new_handle->dwUpper = CONTEXT_UPPER;
    *attributes = ISC_RET_ALLOCATED_MEMORY | (requirements & ISC_REQ_CONNECTION)
            | ((granted & 2) ? ISC_RET_MUTUAL_AUTH : 0) | ((granted & 1) ? ISC_RET_DELEGATE : 0);
    token->cbBuffer = made_length;
    if (made_length) {
        token->pvBuffer = allocate(made, made_length);
        if (gss)
            bridge.free(made);
    }
    if (expiry) {
        expiry->LowPart = 1;
        expiry->HighPart = 2;
    }
    return status;
}

/* Completes a token by turning its last byte round. */
SECURITY_STATUS SEC_ENTRY CompleteAuthToken(PCtxtHandle handle, PSecBufferDesc tokens)
{
    SecBuffer *token = tokens ? token_buffer(tokens) : NULL;
    if (!context_of(handle) || !token || !token->cbBuffer)
        return SEC_E_INVALID_HANDLE;
    ((unsigned char *)token->pvBuffer)[token->cbBuffer - 1] ^= 0xff;
    return script_complete();
}

SECURITY_STATUS SEC_ENTRY DeleteSecurityContext(PCtxtHandle handle)
{
    struct context *context = context_of(handle);
    if (!context)
        return SEC_E_INVALID_HANDLE;
    if (context->gss)
        bridge.delete_context(context->gss);
    context->magic = 0;
    free(context);
    InterlockedDecrement(&books.contexts);
    return SEC_E_OK;
}

SECURITY_STATUS SEC_ENTRY FreeCredentialsHandle(PCredHandle handle)
{
    struct credentials *credentials = credentials_of(handle);
    if (!credentials)
        return SEC_E_INVALID_HANDLE;
    if (credentials->has_ticket)
        bridge.release_credentials(credentials->gss);
    credentials->magic = 0;
    free(credentials);
    InterlockedDecrement(&books.credentials);
    return SEC_E_OK;
}

SECURITY_STATUS SEC_ENTRY FreeContextBuffer(void *buffer)
{
    int i, found = 0;
    EnterCriticalSection(&lock);
    for (i = buffer_count - 1; i >= 0 && !found; i--)
        if (buffers[i] == buffer) {
            buffers[i] = buffers[--buffer_count];
            found = 1;
        }
    LeaveCriticalSection(&lock);
    if (!found) {
        InterlockedIncrement(&books.mistakes);
        return SEC_E_INVALID_HANDLE;
    }
    InterlockedDecrement(&books.buffers);
    HeapFree(GetProcessHeap(), 0, buffer);
    return SEC_E_OK;
}

/*
 * Returns the user principal name that the script names, as secext.h describes it. The result
 * is a BOOLEAN: what is above its 8 bits means nothing.
 */
#define NAME_USER_PRINCIPAL 8
#define RUBBISH 0x5a5a5a00

ULONG SEC_ENTRY GetUserNameExW(int format, LPWSTR name, PULONG size)
{
    WCHAR found[2048];
    ULONG length;
    DWORD error;
    if (format != NAME_USER_PRINCIPAL || !size) {
        InterlockedIncrement(&books.mistakes);
        SetLastError(ERROR_INVALID_PARAMETER);
        return RUBBISH | FALSE;
    }
    if ((error = script_user_principal_name(found, 2048))) {
        SetLastError(error);
        return RUBBISH | FALSE;
    }
    length = wcslen(found);
    if (!name || *size <= length) {
        *size = length + 1; /* with the null at its end */
        SetLastError(ERROR_MORE_DATA);
        return RUBBISH | FALSE;
    }
    memcpy(name, found, (length + 1) * sizeof(WCHAR));
    *size = length; /* without it */
    return RUBBISH | TRUE;
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    if (reason == DLL_PROCESS_ATTACH) {
        InitializeCriticalSection(&lock);
        script_start();
    }
    return TRUE;
}
