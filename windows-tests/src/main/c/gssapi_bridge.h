/* Flat functions over the host's MIT GSSAPI, which a DLL of Wine's own kind exports. */
#ifndef GSSAPI_BRIDGE_H
#define GSSAPI_BRIDGE_H
#include <stdint.h>

struct bridge_bindings {
    uint32_t initiator_type, initiator_length;
    const void *initiator;
    uint32_t acceptor_type, acceptor_length;
    const void *acceptor;
    uint32_t data_length;
    const void *data;
};


struct bridge {
    uint32_t (*acquire)(uint64_t *credentials, char *name, uint32_t size, uint32_t *minor);
    uint32_t (*initialize)(uint64_t credentials, uint64_t *context, const char *target, uint32_t flags,
            const void *input, uint32_t input_length, const struct bridge_bindings *bindings,
            void **output, uint32_t *output_length, uint32_t *granted, uint32_t *minor);
    void (*free)(void *buffer);
    void (*delete_context)(uint64_t context);
    void (*release_credentials)(uint64_t credentials);
};

extern struct bridge bridge;

/* Loads the functions; returns 0 if that fails. */
int bridge_load(void);

#endif
