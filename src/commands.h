/* commands.h - the subcommands of heng: each gets its own arguments and returns an exit status. */
#ifndef HENG_COMMANDS_H
#define HENG_COMMANDS_H

typedef int command_fn(int argc, char **argv);
command_fn command_init, command_serve, command_replay, command_fill, command_export,
    command_verify, command_log, command_token, command_seal, command_audit, command_medium,
    command_deliver, command_bill, command_paper, command_ca, command_sign, command_stamp,
    command_credential, command_custody, command_unseal, command_revocations, command_signer,
    command_agent;

#endif
