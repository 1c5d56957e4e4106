/* The script of the stand-in, see script.h. */
#include <winsock2.h>
#include <windows.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "script.h"

#define MAX_CALLS 4
#define MAX_TOKEN 65536

struct reply {
    int is_scripted;
    LONG status;
    uint32_t length;
    unsigned char token[MAX_TOKEN];
};

struct books books;

static LONG acquire_status, complete_status;
static WCHAR credentials_name[512];
static WCHAR user_principal_name[2048];
static DWORD user_principal_name_error;
static volatile LONG user_principal_name_delay, user_principal_name_calls;
static struct reply replies[MAX_CALLS];
/* requirements, whether there was a context, count of input buffers, their types */
static LONG seen[3 + 4];

void script_start(void)
{
    user_principal_name_error = ERROR_NONE_MAPPED;
    if (GetEnvironmentVariableW(L"STANDIN_UPN", user_principal_name, 2048))
        user_principal_name_error = 0;
    GetEnvironmentVariableW(L"STANDIN_NAME", credentials_name, 512);
}

LONG script_acquire(void)
{
    return acquire_status;
}

LONG script_complete(void)
{
    return complete_status;
}

int script_name(WCHAR *name, int size)
{
    wcsncpy(name, credentials_name, size);
    return name[0] != 0;
}

DWORD script_user_principal_name(WCHAR *name, int size)
{
    LONG waited;
    InterlockedIncrement(&user_principal_name_calls);
    /* ends when a test takes the delay back */
    for (waited = 0; waited < user_principal_name_delay; waited += 10)
        Sleep(10);
    wcsncpy(name, user_principal_name, size);
    return user_principal_name_error;
}

int script_initialize(int call, LONG *status, void **token, uint32_t *length)
{
    struct reply *reply = &replies[(call < MAX_CALLS) ? call - 1 : MAX_CALLS - 1];
    if (!reply->is_scripted)
        return 0;
    *status = reply->status;
    *token = reply->token;
    *length = reply->length;
    return 1;
}

void script_saw_call(unsigned long requirements, int has_context)
{
    seen[0] = requirements;
    seen[1] = has_context;
    seen[2] = 0;
}

void script_saw_input(unsigned long type)
{
    if (seen[2] < 4)
        seen[3 + seen[2]++] = type;
}

/* Forgets the script, and what was seen; the books stay. */
void StandInReset(void)
{
    acquire_status = complete_status = 0;
    credentials_name[0] = 0;
    user_principal_name[0] = 0;
    user_principal_name_delay = user_principal_name_calls = 0;
    memset(replies, 0, sizeof(replies));
    memset(seen, 0, sizeof(seen));
    script_start();
}

void StandInBooks(LONG *result)
{
    result[0] = books.credentials;
    result[1] = books.contexts;
    result[2] = books.buffers;
    result[3] = books.mistakes;
}

/* What the last call of InitializeSecurityContext was given. */
void StandInLastCall(LONG *result)
{
    memcpy(result, seen, sizeof(seen));
}

void StandInAcquireReturns(LONG status)
{
    acquire_status = status;
}

void StandInCompleteReturns(LONG status)
{
    complete_status = status;
}

/* What a call of each context returns, counted from 1. */
void StandInInitializeReturns(LONG call, LONG status, const void *token, LONG length)
{
    struct reply *reply = &replies[call - 1];
    reply->status = status;
    reply->length = length;
    if (length)
        memcpy(reply->token, token, length);
    reply->is_scripted = 1;
}

/* The name of the credentials, as DOMAIN\name. */
void StandInName(const WCHAR *name)
{
    wcsncpy(credentials_name, name, 511);
}

/* What GetUserNameEx returns: a name, or an error that is not 0; after so many milliseconds,
 * or when this is called again with fewer. */
void StandInUserPrincipalName(const WCHAR *name, LONG error, LONG millis)
{
    wcsncpy(user_principal_name, name ? name : L"", 2047);
    user_principal_name_error = error;
    user_principal_name_delay = millis;
}

LONG StandInUserPrincipalNameCalls(void)
{
    return user_principal_name_calls;
}
