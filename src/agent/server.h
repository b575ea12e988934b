/* server.h - libmicrohttpd in front of the agent, on 127.0.0.1. Private to this room. */
#ifndef HENG_AGENT_SERVER_H
#define HENG_AGENT_SERVER_H

#include "agent/agent.h"

struct agent_server;
/* Listens; the agent's threads end with agent_stop. STORE: the port is taken. */
enum err agent_listen(
    struct ctx *c, struct agent *a, uint16_t port, struct agent_server **out) CHECKED;
void agent_stop(struct agent_server *s);

#endif
