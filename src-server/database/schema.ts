import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type {
  RegisterEntry,
  RequestLine,
  RevocationReason,
  SigningCapacity,
} from '../../shared/contract/certificates.ts';
import type { Role } from '../../shared/contract/sync.ts';

/**
 * Every table's key begins with the office, so that the schema distributes by office unchanged. Instants are
 * ISO-8601 texts, sequences are numbers below 2^53.
 */
type Sequence = ColumnType<number, number, number>;

export type Tables = {
  offices: {
    id: string;
    name: string;
    kind: string;
    district: string;
    /** The last sequence of the office's feed. */
    feed_sequence: Sequence;
    /** 离线使用期限 of its desks; 0 is none. */
    grace_days: Generated<number>;
  };
  people: {
    office_id: string;
    id: string;
    name: string;
    account: string;
    password_hash: string;
    roles: JSONColumnType<Role[], string, string>;
    revoked_at: string | null;
  };
  desks: {
    office_id: string;
    id: string;
    letter: string;
    public_key: string;
    /** What the desk called its office before it was enrolled. */
    local_office_id: string;
    revoked_at: string | null;
    heard_at: string | null;
    /** Since when the beginnings of its live stream are counted, an hour at a time. */
    streams_since: string | null;
    streams: Generated<number>;
  };
  signing_keys: {
    office_id: string;
    fingerprint: string;
    public_key: string;
    desk_id: string;
    /** The account that signed in. */
    person_id: string;
    /** What the desk calls this person in its actions. */
    local_person_id: string;
    revoked_at: string | null;
  };
  enrolment_codes: { office_id: string; code_hash: string; expires_at: string; used_at: string | null };
  challenges: { nonce: string; expires_at: string };
  sessions: {
    office_id: string;
    token_hash: string;
    desk_id: string;
    fingerprint: string;
    expires_at: string;
  };
  /** Wrong passwords of an account, there or not; `until` is epoch milliseconds. */
  sign_in_tries: { office_id: string; account_hash: string; count: number; until: number };
  records: {
    /** The office whose desk began the record. */
    office_id: string;
    id: string;
    kind: string;
    /** The office that works on it now: another one after a hand-over. */
    holder_office_id: string;
    action_count: number;
  };
  actions: {
    office_id: string;
    id: string;
    record_id: string;
    record_kind: string;
    type: string;
    clock: string;
    header: string;
    salt: string | null;
    body: string | null;
    signature: string;
    signer: string;
    received_at: string;
    /** Why it is out of force, or null. */
    rejection: string | null;
  };
  /** Actions that were refused whole: forged, malformed, of no known key. Only id and reason are kept. */
  refusals: { office_id: string; action_id: string; code: string; refused_at: string };
  feed: {
    office_id: string;
    sequence: Sequence;
    action_office_id: string;
    action_id: string;
    record_id: string;
    /** 副卷: the only people (as in the action's header) it is sent to, one in a line. */
    audience: string | null;
  };
  summaries: {
    office_id: string;
    record_id: string;
    sequence: Sequence;
    is_closed: boolean;
    /** What figures are counted by: '2026-04', a stage, an outcome's code or ''. */
    opened_month: string;
    stage: string;
    outcome_code: string;
    /** Fields with values beside each other that nobody has settled. */
    conflicts: number;
    summary: string;
  };
  /** What figures of the register of risks are counted by: '2026-04', codes or ''. */
  risks: {
    office_id: string;
    record_id: string;
    found_month: string;
    level: string;
    status: string;
    is_withdrawn: boolean;
  };
  blobs: {
    office_id: string;
    sha256: string;
    size: number;
    media_type: string;
    is_complete: boolean;
    received_at: string;
  };
  /** 调解员登记簿. */
  register: {
    office_id: string;
    id: string;
    capacity: SigningCapacity;
    person_id: string;
    name: string;
    certificate_number: string;
    issuer: string;
    licensed_from: string | null;
    licensed_until: string | null;
    appointed_from: string | null;
    appointed_until: string | null;
    employment: RegisterEntry['employment'];
    trainings: JSONColumnType<RegisterEntry['trainings'], string, string>;
    appraisals: JSONColumnType<RegisterEntry['appraisals'], string, string>;
    suspended_from: string | null;
    suspended_until: string | null;
    suspension_reason: string;
    revoked_on: string | null;
    revocation_reason: string;
  };
  certificate_requests: {
    office_id: string;
    id: string;
    capacity: SigningCapacity;
    person_id: string;
    desk_id: string;
    /** PKCS#10, DER, base64. */
    request: string;
    key_fingerprint: string;
    sm2_public_key: string;
    asked_at: string;
    state: RequestLine['state'];
    decided_at: string | null;
    /** The administrator's account. */
    decided_by: string | null;
    reason: string;
  };
  certificates: {
    office_id: string;
    serial_number: string;
    register_id: string;
    capacity: SigningCapacity;
    person_id: string;
    /** Where its key lies. */
    desk_id: string;
    certificate_number: string;
    valid_from: string;
    valid_until: string;
    /** DER, base64. */
    certificate: string;
    key_fingerprint: string;
    sm2_public_key: string;
    revoked_at: string | null;
    revocation_reason: RevocationReason | null;
    revoked_by: string | null;
  };
  /** The authority's own, for all offices; the last number is in force. */
  revocation_lists: {
    /** SHA-256 of the issuing certificate, hex. */
    issuer: string;
    number: number;
    /** How many certificates stand in it. */
    revoked: number;
    made_at: string;
    /** DER, base64. */
    list: string;
  };
  /** What the server appended to files that were signed by certificate. */
  receipts: {
    office_id: string;
    action_id: string;
    record_id: string;
    signed_sha256: string;
    stamped_sha256: string;
    /** Base64. */
    appended: string;
    stamped_at: string;
  };
  server_secrets: { id: string; value: string; made_at: Generated<string> };
};
