/*
 * The host's side of gssapi_bridge.h: a DLL of Wine's own kind that calls MIT's GSSAPI.
 * Contexts and credentials are pointers of the host, which fit into 64 bits.
 */
#define _GNU_SOURCE
#undef _WIN32
#undef _WIN64
#undef WIN32
#undef WIN64
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <gssapi/gssapi.h>
#include "gssapi_bridge.h"

#define EXPORTED __attribute__((ms_abi))

static gss_OID_desc spnego = { 6, "\x2b\x06\x01\x05\x05\x02" };

/* SPNEGO numbers the errors of Kerberos anew, so that only their texts tell which they are. */
static const struct { const char *text; int32_t minor; } errors[] = {
    { "not found in Kerberos database", -1765328377 }, /* KDC_ERR_S_PRINCIPAL_UNKNOWN */
    { "Cannot contact any KDC", -1765328228 }, /* KRB5_KDC_UNREACH */
    { "Cannot find KDC", -1765328228 },
    { "Clock skew too great", -1765328347 }, /* KRB_AP_ERR_SKEW */
    { "expired", -1765328352 }, /* KRB_AP_ERR_TKT_EXPIRED */
};

static uint32_t error_of_kerberos(uint32_t minor)
{
    gss_buffer_desc text = { 0, NULL };
    OM_uint32 ignored, more = 0;
    unsigned i;
    if (GSS_ERROR(gss_display_status(&ignored, minor, GSS_C_MECH_CODE, &spnego, &more, &text)))
        return minor;
    for (i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
        if (memmem(text.value, text.length, errors[i].text, strlen(errors[i].text))) {
            minor = errors[i].minor;
            break;
        }
    gss_release_buffer(&ignored, &text);
    return minor;
}

uint32_t EXPORTED bridge_acquire(uint64_t *credentials, char *name, uint32_t size, uint32_t *minor)
{
    gss_cred_id_t acquired = GSS_C_NO_CREDENTIAL;
    gss_name_t user = GSS_C_NO_NAME;
    gss_buffer_desc text;
    OM_uint32 ignored, major;
    name[0] = 0;
    major = gss_acquire_cred(minor, GSS_C_NO_NAME, GSS_C_INDEFINITE, GSS_C_NULL_OID_SET, GSS_C_INITIATE, &acquired, NULL, NULL);
    if (GSS_ERROR(major))
        return major;
    *credentials = (uintptr_t)acquired;
    if (!gss_inquire_cred(&ignored, acquired, &user, NULL, NULL, NULL) && user) {
        if (!gss_display_name(&ignored, user, &text, NULL)) {
            snprintf(name, size, "%.*s", (int)text.length, (char *)text.value);
            gss_release_buffer(&ignored, &text);
        }
        gss_release_name(&ignored, &user);
    }
    return major;
}

static uint32_t import(const char *target, gss_name_t *name, uint32_t *minor)
{
    gss_buffer_desc text;
    char service[512];
    char *slash;
    snprintf(service, sizeof(service), "%s", target);
    if ((slash = strchr(service, '/')))
        *slash = '@'; /* HTTP/host is HTTP@host here */
    text.value = service;
    text.length = strlen(service);
    return gss_import_name(minor, &text, GSS_C_NT_HOSTBASED_SERVICE, name);
}

uint32_t EXPORTED bridge_initialize(uint64_t credentials, uint64_t *context, const char *target, uint32_t flags,
        const void *input, uint32_t input_length, const struct bridge_bindings *given,
        void **output, uint32_t *output_length, uint32_t *granted, uint32_t *minor)
{
    gss_ctx_id_t handle = (gss_ctx_id_t)(uintptr_t)*context;
    gss_name_t name = GSS_C_NO_NAME;
    gss_buffer_desc in = { input_length, (void *)input }, out = { 0, NULL };
    struct gss_channel_bindings_struct bindings;
    OM_uint32 ignored, returned = 0, major = import(target, &name, minor);
    if (GSS_ERROR(major))
        return major;
    if (given) {
        bindings.initiator_addrtype = given->initiator_type;
        bindings.initiator_address.length = given->initiator_length;
        bindings.initiator_address.value = (void *)given->initiator;
        bindings.acceptor_addrtype = given->acceptor_type;
        bindings.acceptor_address.length = given->acceptor_length;
        bindings.acceptor_address.value = (void *)given->acceptor;
        bindings.application_data.length = given->data_length;
        bindings.application_data.value = (void *)given->data;
    }
    major = gss_init_sec_context(minor, (gss_cred_id_t)(uintptr_t)credentials, &handle, name, &spnego, flags, 0,
            given ? &bindings : GSS_C_NO_CHANNEL_BINDINGS, &in, NULL, &out, &returned, NULL);
    if (GSS_ERROR(major))
        *minor = error_of_kerberos(*minor);
    gss_release_name(&ignored, &name);
    *context = (uintptr_t)handle;
    *granted = returned;
    *output_length = out.length;
    *output = out.length ? memcpy(malloc(out.length), out.value, out.length) : NULL;
    gss_release_buffer(&ignored, &out);
    return major;
}

void EXPORTED bridge_free(void *buffer)
{
    free(buffer);
}

void EXPORTED bridge_delete_context(uint64_t context)
{
    gss_ctx_id_t handle = (gss_ctx_id_t)(uintptr_t)context;
    OM_uint32 ignored;
    gss_delete_sec_context(&ignored, &handle, GSS_C_NO_BUFFER);
}

void EXPORTED bridge_release_credentials(uint64_t credentials)
{
    gss_cred_id_t handle = (gss_cred_id_t)(uintptr_t)credentials;
    OM_uint32 ignored;
    gss_release_cred(&ignored, &handle);
}
