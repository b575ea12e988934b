/* limits.h - every limit of the program, in one place.
 *
 * Sizes in bytes, times in milliseconds, counts in pieces, as the names say. What goes beyond a
 * limit is refused with an error that names it, never cut off.
 */
#ifndef HENG_CORE_BASE_LIMITS_H
#define HENG_CORE_BASE_LIMITS_H

#define LIMIT_BODY_BYTES (256L * 1024)            /* a JSON body */
#define LIMIT_JSON_DEPTH 24                       /* nesting of a JSON body */
#define LIMIT_JSON_NODES 20000                    /* values in one JSON text */
#define LIMIT_URL_BYTES 2048                      /* path and query */
#define LIMIT_HOST_BYTES 255                      /* host and port of an address */
#define LIMIT_HEADERS_BYTES (16L * 1024)          /* all request headers */
#define LIMIT_CHUNK_BYTES (4L * 1024 * 1024)      /* one chunk of an upload */
#define LIMIT_DOCUMENT_BYTES (1LL << 30)          /* one document: 1 GiB */
#define LIMIT_UPLOADS_PARTY 20                    /* uploads a party may have open */
#define LIMIT_UPLOAD_OPEN_MS (48LL * 3600 * 1000) /* how long an unfinished upload is kept */
#define LIMIT_ARENA_BYTES (64L * 1024 * 1024)     /* memory of one request */
#define LIMIT_LIST_ROWS 100                       /* rows in one answer of a list */
#define LIMIT_EXPORT_ROWS 5000                    /* notices in one CSV or XLSX file */
#define LIMIT_QUERY_ROWS 20000                    /* rows that one query may bring into memory */
#define LIMIT_INVITED 100                         /* tenderers invited to one tender */
#define LIMIT_LOTS 200                            /* lots of one tender */
#define LIMIT_BIDS 1000                           /* bids on one lot */
#define LIMIT_COMMITTEE 25                        /* members of one committee */
#define LIMIT_CRITERIA 100                        /* criteria that a committee scores */
#define LIMIT_SECTIONS 8                          /* sections that they are grouped in */
#define LIMIT_TIES 8                              /* rules in a row that break a tie */
#define LIMIT_CHOICES 32                          /* values that a coefficient is drawn from */
#define LIMIT_DEVIATIONS 50                       /* priced deviations of one bid */
#define LIMIT_CITED 12                     /* records that one bid cites; a form has little room */
#define LIMIT_CONSORTIUM 20                /* members of a consortium beside its leader */
#define LIMIT_CONTAINER_BYTES (64L * 1024) /* a sealed container sent inside a JSON body */
#define LIMIT_PAPER_BYTES (2L * 1024 * 1024)       /* what one paper says */
#define LIMIT_PAPER_PAGES 500                      /* of one paper */
#define LIMIT_PAPER_MS 10000                       /* until it is drawn */
#define LIMIT_PAPER_MEMORY_BYTES (1L << 30)        /* addresses of the child that draws it */
#define LIMIT_PDF_BYTES (8L * 1024 * 1024)         /* its file */
#define LIMIT_TIMESTAMP_BYTES (16L * 1024)         /* one token with its certificate, DER */
#define LIMIT_OCSP_BYTES (16L * 1024)              /* one answer about a certificate, DER */
#define LIMIT_OCSP_MS 3000L                        /* one question to its authority */
#define LIMIT_TSA_MS 3000L                         /* one question to a timestamping authority */
#define LIMIT_SIGNATURE_BYTES (32L * 1024)         /* one SignedData with its certificates, DER */
#define LIMIT_STAMP_BYTES (512L * 1024)            /* an electronic stamp, DER */
#define LIMIT_STAMPED_ARENA_BYTES (160L << 20)      /* to stamp or check one */
#define LIMIT_STAMPED_BYTES (12L * 1024 * 1024)    /* a file that is stamped */
#define LIMIT_CERTIFICATE_BYTES (16L * 1024)       /* one X.509 certificate, DER */
#define LIMIT_SERIAL_BYTES 20                      /* of a certificate, RFC 5280 4.1.2.2 */
#define LIMIT_CRL_BYTES (64L * 1024 * 1024)        /* one list of revoked certificates */
#define LIMIT_TRUST_LIST_BYTES (1024L * 1024)      /* a trust list with its signatures */
#define LIMIT_AUTHORITIES 100                      /* of one trust list */
#define LIMIT_CHAIN 4                              /* certificates between leaf and root */
#define LIMIT_TEXT_CHARS 2000                      /* a remark or reason, in characters */
#define LIMIT_REASON_CHARS 500                     /* why disqualified, how drawn */
#define LIMIT_TITLE_CHARS 200                      /* a title or name, in characters */
#define LIMIT_BILL_BYTES (32L * 1024 * 1024)       /* a bill of quantities, as text */
#define LIMIT_BILL_TAG_BYTES (64L * 1024)          /* one element of it with its attributes */
#define LIMIT_BILL_WORKS 200                       /* unit works of one bill */
#define LIMIT_BILL_LINES 50000                     /* lines of one bill */
#define LIMIT_BILL_UNIT_CHARS 20                   /* a unit of measure, in characters */
#define LIMIT_BILL_FINDINGS 1000                   /* findings, and corrections, that are listed */
#define LIMIT_BILL_ARENA_BYTES (192L << 20)        /* for two bills and what is found */
#define LIMIT_DRAFTS 300                           /* of one party; a chapter is one */
#define LIMIT_DRAFT_VERSIONS 50                    /* versions of a draft that are kept */
#define LIMIT_DRAFT_NAME_BYTES 60                  /* its name */
#define LIMIT_DRAFT_CHARS 50000                    /* its text, in characters */
#define LIMIT_DRAFT_MS (90LL * 86400 * 1000)       /* how long one is kept unsaved */
#define LIMIT_PHONE_PERSON 4                       /* requests of a person waiting for a phone */
#define LIMIT_PHONE_STRANGERS 400                  /* of all who are not signed in */
#define LIMIT_PHONE_ALL 2000                       /* of everybody */
#define LIMIT_BATCH_JOBS 256                       /* writes committed together */
#define LIMIT_SLOW_JOBS 64                         /* long preparations waiting; more: 503 */
#define LIMIT_SLOW_PARTY 2                         /* of them one party's */
#define LIMIT_SLOW_STRANGERS 16                    /* of them of all who act for none */
#define LIMIT_REGISTRY_MS 3000L                    /* one question to a business registry */
#define LIMIT_REGISTRY_BYTES (64L * 1024)          /* and its answer */
#define LIMIT_QUEUE_JOBS 4096                      /* writes waiting; more are refused with 503 */
#define LIMIT_CONNECTIONS 4096                     /* open connections of the server */
#define LIMIT_REQUEST_MS 30000                     /* from first to last byte of a small request */
#define LIMIT_UPLOAD_MS 600000                     /* the same for one chunk of an upload */
#define LIMIT_EVENT_STREAMS 2048                   /* live event streams */
#define LIMIT_EVENT_STREAMS_ADDRESS 32             /* of one address other than the proxy's */
#define LIMIT_IDEMPOTENCY_MS (72LL * 3600 * 1000)  /* how long an Idempotency-Key is remembered */
#define LIMIT_SESSION_MS (12LL * 3600 * 1000)      /* life of a session */
#define LIMIT_CLOCK_MOVE_MS (400LL * 86400 * 1000) /* one move of a practice clock */
#define LIMIT_CLOCK_SKEW_MS 50                     /* between this server and the database */

#endif
