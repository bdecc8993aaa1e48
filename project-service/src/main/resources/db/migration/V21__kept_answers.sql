-- In place of idempotency_key, which knew builds only. That table goes with a later release: one of
-- the last release may still run beside this one.
create table kept_answer (
    caller text not null,
    operation text not null,
    idempotency_key text not null,
    -- absent only until the transaction that took the key ends
    sealed_answer text,
    used_at timestamptz not null,
    primary key (caller, operation, idempotency_key)
);

create index kept_answer_used_at on kept_answer (used_at);
