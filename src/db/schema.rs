//! The tables, as Diesel sees them on both databases. Changed by hand with each migration.

diesel::table! {
    schools (id) {
        id -> Text,
        name -> Text,
        host -> Nullable<Text>,
        created_at -> BigInt,
        live_at -> Nullable<BigInt>,
        root_key -> Nullable<Binary>,
        root_seal -> Nullable<Binary>,
        calendar -> Nullable<Text>,
    }
}

diesel::table! {
    readers (id) {
        id -> Text,
        school_id -> Text,
        name -> Text,
        title -> Text,
        roles -> Text,
        email -> Text,
        invited_at -> BigInt,
        enrolled_at -> Nullable<BigInt>,
        left_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    reader_keys (reader_id) {
        reader_id -> Text,
        school_id -> Text,
        public_keys -> Binary,
        locked_by_password -> Binary,
        locked_by_kit -> Binary,
        made_at -> BigInt,
        signed_by -> Nullable<Text>,
        signature -> Nullable<Binary>,
        signed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    second_factors (reader_id) {
        reader_id -> Text,
        school_id -> Text,
        sealed_secret -> Binary,
        last_step -> BigInt,
    }
}

diesel::table! {
    passkeys (id) {
        id -> Text,
        school_id -> Text,
        reader_id -> Text,
        sealed -> Binary,
        sign_count -> BigInt,
    }
}

diesel::table! {
    linked_accounts (reader_id) {
        reader_id -> Text,
        school_id -> Text,
        account -> Binary,
        sealed -> Binary,
        proved_at -> BigInt,
    }
}

diesel::table! {
    invitations (token_hash) {
        token_hash -> Binary,
        school_id -> Text,
        reader_id -> Text,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sessions (row_id) {
        row_id -> Binary,
        school_id -> Text,
        reader_id -> Text,
        state -> Text,
        started_at -> BigInt,
        used_at -> BigInt,
        sealed -> Nullable<Binary>,
        proven_at -> Nullable<BigInt>,
        challenge -> Nullable<Binary>,
        asked_at -> Nullable<BigInt>,
        asked_to -> Nullable<Text>,
    }
}

diesel::table! {
    intake (id) {
        id -> Text,
        school_id -> Text,
        day -> Integer,
        urgency -> Text,
        tray -> Text,
        envelope -> Binary,
        name_box -> Nullable<Binary>,
    }
}

diesel::table! {
    slips (id) {
        id -> Text,
        school_id -> Text,
        day -> Integer,
        urgency -> Text,
        tray -> Text,
        state -> Text,
        envelope -> Binary,
        purge_on -> Nullable<Integer>,
        held -> Integer,
        name_box -> Nullable<Binary>,
        thread_box -> Nullable<Binary>,
    }
}

diesel::table! {
    tombstones (school_id, day) {
        school_id -> Text,
        day -> Integer,
        count -> Integer,
        resealed -> Integer,
    }
}

diesel::table! {
    slip_acts (id) {
        id -> Text,
        school_id -> Text,
        slip_id -> Text,
        sealed -> Binary,
    }
}

diesel::table! {
    unfinished_notes (id) {
        id -> Text,
        school_id -> Text,
        slip_id -> Text,
        sealed -> Binary,
    }
}

diesel::table! {
    slip_indexes (reader_id, day) {
        reader_id -> Text,
        school_id -> Text,
        day -> Integer,
        tried -> Integer,
        gone -> Integer,
        sealed_count -> Binary,
    }
}

diesel::table! {
    slip_index_parts (reader_id, day, part) {
        reader_id -> Text,
        school_id -> Text,
        day -> Integer,
        part -> Integer,
        sealed -> Binary,
    }
}

diesel::table! {
    sent_drafts (draft_hash) {
        draft_hash -> Binary,
        school_id -> Text,
        day -> Integer,
    }
}

diesel::table! {
    threads (id) {
        id -> Text,
        school_id -> Text,
        day -> Integer,
        tag -> Binary,
        mark -> Binary,
        way -> Binary,
        used_on -> Integer,
        ends_on -> Nullable<Integer>,
        told -> Nullable<Binary>,
    }
}

diesel::table! {
    replies (id) {
        id -> Text,
        school_id -> Text,
        thread_id -> Text,
        day -> Integer,
        state -> Text,
        sealed -> Binary,
    }
}

diesel::table! {
    outbox (id) {
        id -> Text,
        school_id -> Text,
        reader_id -> Text,
        kind -> Text,
        slot -> BigInt,
        due_at -> BigInt,
        attempts -> Integer,
        lease_until -> BigInt,
        refused_at -> Nullable<BigInt>,
        refusal -> Nullable<Text>,
    }
}

diesel::table! {
    audit_log (id) {
        id -> Text,
        school_id -> Text,
        at -> BigInt,
        actor -> Text,
        event -> Text,
        subject -> Nullable<Text>,
        number -> Nullable<BigInt>,
        sealed -> Nullable<Binary>,
        digest -> Nullable<Binary>,
    }
}

diesel::table! {
    audit_heads (school_id) {
        school_id -> Text,
        lines -> BigInt,
        digest -> Binary,
    }
}

diesel::table! {
    job_runs (school_id, name) {
        school_id -> Text,
        name -> Text,
        lease_until -> BigInt,
        done_at -> BigInt,
    }
}

diesel::table! {
    kiosks (id) {
        id -> Text,
        school_id -> Text,
        name -> Text,
        appearance -> Text,
        token_tag -> Nullable<Binary>,
        enrolled_by -> Nullable<Text>,
        enrolled_on -> Nullable<Integer>,
        seen_on -> Nullable<Integer>,
        paused_on -> Nullable<Integer>,
    }
}

diesel::table! {
    kiosk_codes (code_tag) {
        code_tag -> Binary,
        school_id -> Text,
        kiosk_id -> Text,
        made_by -> Text,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    kiosk_checks (id) {
        id -> Text,
        school_id -> Text,
        kiosk_id -> Text,
        answers -> Text,
        filled_by -> Text,
        filled_at -> BigInt,
        signed_by -> Nullable<Text>,
        signed_as -> Nullable<Text>,
        signed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    rush_budgets (school_id, lane) {
        school_id -> Text,
        lane -> Text,
        day -> Integer,
        megabytes -> Integer,
    }
}

diesel::table! {
    reseals (reader_id) {
        reader_id -> Text,
        school_id -> Text,
        due_at -> BigInt,
    }
}

diesel::table! {
    new_keys (reader_id) {
        reader_id -> Text,
        school_id -> Text,
        public_keys -> Binary,
        locked_by_password -> Binary,
        locked_by_kit -> Binary,
        sealed_factor -> Binary,
        factor_step -> BigInt,
        first_by -> Nullable<Text>,
        first_signature -> Nullable<Binary>,
    }
}

diesel::table! {
    vouches (reader_id, voucher_id) {
        reader_id -> Text,
        voucher_id -> Text,
        school_id -> Text,
        signature -> Binary,
    }
}

diesel::table! {
    recovery_papers (school_id) {
        school_id -> Text,
        public_key -> Binary,
        signed_by -> Text,
        signature -> Binary,
    }
}

diesel::table! {
    recovery_copies (reader_id) {
        reader_id -> Text,
        school_id -> Text,
        sealed -> Binary,
    }
}

diesel::table! {
    leaves (id) {
        id -> Text,
        school_id -> Text,
        reader_id -> Text,
        cover_id -> Nullable<Text>,
        first_on -> Integer,
        last_on -> Integer,
        tag -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    schools,
    readers,
    reader_keys,
    second_factors,
    passkeys,
    linked_accounts,
    invitations,
    sessions,
    intake,
    slips,
    tombstones,
    slip_acts,
    unfinished_notes,
    slip_indexes,
    slip_index_parts,
    sent_drafts,
    threads,
    replies,
    outbox,
    audit_log,
    audit_heads,
    job_runs,
    kiosks,
    kiosk_codes,
    kiosk_checks,
    rush_budgets,
    reseals,
    new_keys,
    vouches,
    recovery_papers,
    recovery_copies,
    leaves,
);
