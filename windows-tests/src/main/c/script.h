/*
 * What tests tell the stand-in to return, and what they read of it. Its exported functions
 * (StandIn...) are called by the tests through JNA. Environment variables set the same at the
 * start of a process: STANDIN_UPN, STANDIN_NAME.
 */
#ifndef SCRIPT_H
#define SCRIPT_H
#include <windows.h>

/* What is open, and how often a caller broke a rule of SSPI. */
struct books {
    volatile LONG credentials;
    volatile LONG contexts;
    volatile LONG buffers;
    volatile LONG mistakes;
};

extern struct books books;

void script_start(void);

/* The status of AcquireCredentialsHandle, which acquires unless it is negative. */
LONG script_acquire(void);

/* The status of CompleteAuthToken. */
LONG script_complete(void);

/* The name of the credentials; returns 0 for that of the ticket. */
int script_name(WCHAR *name, int size);

/* Returns 0, or the error of GetUserNameEx. */
DWORD script_user_principal_name(WCHAR *name, int size);

/* Whether the call of a context, counted from 1, is scripted. The token remains the script's. */
int script_initialize(int call, LONG *status, void **token, uint32_t *length);

void script_saw_call(unsigned long requirements, int has_context);

void script_saw_input(unsigned long type);

#endif
