# Enquiries, clarifications, amendments and extensions between publication and deadline.
include setup_tender.t
register 路人 procuringEntity 91650000299201121Q
as nobody POST /api/tenders/$T/enquiries {"question":"基坑支护是否在招标范围内？"} -> 401 UNAUTHENTICATED
as 业主 POST /api/tenders/$T/enquiries {"question":"？"} -> 403 DENIED
as 路人 POST /api/tenders/$T/enquiries {"question":"？"} -> 403 DENIED
as 甲 POST /api/tenders/$T/enquiries {"question":""} -> 422 BAD_FIELD check /field=/question
as 甲 POST /api/tenders/$T/enquiries {"question":"基坑支护是否在招标范围内？"} -> 201 save /result/id=Q
clock +1000
as 乙 POST /api/tenders/$T/enquiries {"question":"工期从何时起算？"} -> 201 save /result/id=Q2
# the procuring entity sees the questions, and nothing of who asked
as 业主 GET /api/tenders/$T/enquiries -> 200 check /enquiries/1/question~基坑 check /enquiries/1/answered=false lacks $甲
as 甲 GET /api/tenders/$T/enquiries -> 200 check /enquiries/0/question~基坑 lacks 工期
as nobody GET /api/tenders/$T/enquiries -> 401 UNAUTHENTICATED
# the deadline lies on 2026-03-23: fifteen days before it is 03-08
as 甲 POST /api/tenders/$T/clarifications {"type":"clarification","content":"在范围内。","affectsBids":true} -> 403 DENIED
as 业主 POST /api/tenders/$T/clarifications {"type":"clarification","content":"在范围内。","affectsBids":false} -> 422 MISSING_FIELD check /field=/reason
as 业主 POST /api/tenders/$T/clarifications {"type":"extension","content":"延期。","affectsBids":false} -> 422 MISSING_FIELD check /field=/deadline
as 业主 POST /api/tenders/$T/clarifications {"type":"extension","content":"延期。","affectsBids":false,"deadline":"@+20d"} -> 422 BAD_FIELD check /field=/deadline check /detail~later
as 业主 POST /api/tenders/$T/clarifications {"type":"clarification","content":"在范围内。","affectsBids":true,"answers":[{"enquiry":"01KJNXGE00PS26E5G9K9ASWCVA"}]} -> 404 NOT_FOUND check /field=/answers/0/enquiry
as 业主 POST /api/tenders/$T/clarifications {"type":"clarification","content":"在范围内。","affectsBids":true,"answers":[{"enquiry":"$Q"},{"enquiry":"$Q"}]} -> 409 DUPLICATE check /field=/answers/1/enquiry
as 业主 POST /api/tenders/$T/clarifications {"type":"clarification","content":"在范围内。","affectsBids":true,"answers":[{"enquiry":"$Q"}]} -> 201 save /result/id=C1
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"01KJNXGE00PS26E5G9K9ASWCVA"} -> 404 NOT_FOUND check /field=/clarification
as 甲 GET /api/tenders/$T/clarifications -> 403 DENIED
as 业主 GET /api/tenders/$T/clarifications -> 200 check /drafts/0/id=$C1 check /drafts/0/type=clarification check /drafts/0/deadline=null
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$C1"} -> 200 save /result/notice=N
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$C1"} -> 409 STALE
as nobody GET /api/notices/$N -> 200 check /type=clarification check /body/questions/0~基坑 check /body/affectsBids=true lacks $甲
as 业主 GET /api/tenders/$T/enquiries -> 200 check /enquiries/1/answered=true check /enquiries/0/answered=false
# the last moment of the 8th holds, the next does not; a misprint may be mended any time
clock 2026-03-08T15:59:59Z
as 业主 POST /api/tenders/$T/clarifications {"type":"amendment","content":"工期改为 300 日。","affectsBids":true} -> 201 save /result/id=C2
clock 2026-03-08T16:00:00Z
as 业主 POST /api/tenders/$T/clarifications {"type":"amendment","content":"工期改为 310 日。","affectsBids":true} -> 422 LAW_BOUND check /field=/deadline check /rule~第二十三条 check /detail~2026-03-08 check /detail~2026-03-24
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$C2"} -> 422 LAW_BOUND
as 业主 POST /api/tenders/$T/clarifications {"type":"correction","content":"第 3 页“砼”误作“仝”。","affectsBids":false,"reason":"错别字"} -> 201 save /result/id=C3
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$C3"} -> 200 check /result/deadline=2026-03-23T00:00:00.000Z
# with a later deadline it holds again: a day too short, and enough
as 业主 POST /api/tenders/$T/clarifications {"type":"amendment","content":"工期改为 310 日。","affectsBids":true,"deadline":"2026-03-23T15:59:59Z"} -> 422 LAW_BOUND
as 业主 POST /api/tenders/$T/clarifications {"type":"amendment","content":"工期改为 310 日。","affectsBids":true,"deadline":"2026-03-23T16:00:00Z"} -> 201 save /result/id=C4
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$C4"} -> 200 check /result/deadline=2026-03-23T16:00:00.000Z save /result/notice=N4
as nobody GET /api/notices/$N4 -> 200 check /type=amendment check /body/previousDeadline=2026-03-23T00:00:00.000Z
# the old deadline passes and bids are still taken; the new one closes
clock 2026-03-23T00:00:01Z
as nobody GET /api/lots/$L -> 200 check /state=bidding
as 甲 POST /api/tenders/$T/enquiries {"question":"几点开标？"} -> 201
clock 2026-03-23T16:00:00Z
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
as 甲 POST /api/tenders/$T/enquiries {"question":"还来得及吗？"} -> 409 WRONG_STATE
as 业主 POST /api/tenders/$T/clarifications {"type":"extension","content":"延期。","affectsBids":false,"deadline":"@+20d"} -> 409 WRONG_STATE
