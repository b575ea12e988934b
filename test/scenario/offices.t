# Three offices, none of which can do another's work: who adds people does not let them in, who does reads nothing, and who reads does neither.
register 业主 procuringEntity 91510700205412308D
register 中心 centre 12510700MB1X00001U
token 机房 $KEEPER
as 中心 GET /api/offices -> 403 DENIED
as 中心 POST /api/people {"name":"张三"} -> 403 DENIED check /detailZh~系统管理员
# the first of each by the keeper, who then has no say any more
as 机房 POST /api/offices {"person":"$person.业主","office":"administrator"} -> 422 BAD_FIELD check /rule~22239
as 机房 POST /api/offices {"person":"$person.中心","office":"administrator"} -> 200 check /result/done=true
person 管理 $person.中心
as 管理 POST /api/people {"name":"安全员甲"} -> 201 save /result/person=A
as 管理 POST /api/people {"name":"审计员乙"} -> 201 save /result/person=B
as 管理 POST /api/people {"name":"受理员丙"} -> 201 save /result/person=D
as 管理 POST /api/people {"name":"受理员丁"} -> 201 save /result/person=E
as 机房 POST /api/offices {"person":"$A","office":"administrator"} -> 403 DENIED check /detailZh~由两个不同岗位
as 机房 POST /api/offices {"person":"$A","office":"security"} -> 200
as 机房 POST /api/offices {"person":"$B","office":"auditor"} -> 200
as 机房 POST /api/offices {"person":"$D","office":"auditor"} -> 403 DENIED
as 机房 POST /api/offices {"person":"$B","office":"none"} -> 403 DENIED
person 安全 $A
person 审计 $B
person 受理 $D
as 受理 GET /api/offices -> 403 DENIED
# each its own work
as 管理 POST /api/people/$D/enrolment -> 403 DENIED
as 管理 GET /api/audit/sign-ins -> 403 DENIED
as 安全 POST /api/people {"name":"某人"} -> 403 DENIED
as 安全 GET /api/audit/refusals -> 403 DENIED
as 审计 POST /api/people {"name":"某人"} -> 403 DENIED
as 审计 POST /api/people/$D/enrolment -> 403 DENIED
as 机房 GET /api/audit/refusals -> 403 DENIED
as 安全 POST /api/people/$D/enrolment -> 201 save /result/code=EARLY
as 安全 POST /api/people/$E/enrolment -> 201 save /result/code=CODE
as 安全 POST /api/people/$A/enrolment -> 403 DENIED check /detailZh~不得办理自己
as 安全 POST /api/people/$B/enrolment -> 403 DENIED check /detailZh~三员
as 安全 POST /api/people/01HENG0000000000000000000A/enrolment -> 403 DENIED
# not of others than whom the administrator added, whoever registers them
as 安全 POST /api/people/$person.业主/enrolment -> 403 DENIED check /detailZh~系统管理员增加
as 安全 POST /api/parties {"name":"另一中心","contact":"某人","identifier":{"scheme":"TEST","id":"Z"},"roles":["centre"]} -> 201 save /result/person=X save /result/id=OTHER
as 安全 POST /api/people/$X/enrolment -> 403 DENIED
# one asks, one of another office agrees, and neither about themselves
as 管理 POST /api/offices {"person":"$D","office":"security"} -> 202 check /result/done=false
as 管理 POST /api/offices {"person":"$D","office":"security"} -> 202 check /result/done=false
as 审计 GET /api/offices -> 200 check /own=auditor check /people/0/office=administrator check /people/4/asked=security
as 审计 POST /api/offices {"person":"$D","office":"auditor"} -> 202 check /result/done=false
as 安全 POST /api/offices {"person":"$D","office":"security"} -> 202 check /result/done=false
as 审计 POST /api/offices {"person":"$D","office":"security"} -> 200 check /result/done=true
as 审计 POST /api/offices {"person":"$D","office":"security"} -> 409 CONFLICT
as 审计 POST /api/offices {"person":"$D","office":"auditor"} -> 409 CONFLICT check /detailZh~安全管理员
as 安全 POST /api/offices {"person":"$A","office":"none"} -> 403 DENIED
# a code that was given before is worth nothing to an officer, nor is the session
as nobody POST /api/sign-in/enrolment {"person":"$D","code":"$EARLY","password":"correct horse battery"} -> 403 BAD_CREDENTIAL
as 受理 GET /api/offices -> 401 UNAUTHENTICATED
person 受理 $D
as 受理 POST /api/offices {"person":"$A","office":"none"} -> 202
as 管理 POST /api/offices {"person":"$A","office":"none"} -> 200
as 安全 GET /api/offices -> 401 UNAUTHENTICATED
# who chooses a password, and whoever tries, is seen by the auditor alone
as nobody POST /api/sign-in/enrolment {"person":"$E","code":"AAAAAAAA","password":"correct horse battery"} -> 403 BAD_CREDENTIAL
as nobody POST /api/sign-in/enrolment {"person":"$E","code":"$CODE","password":"short"} -> 422 BAD_FIELD check /field=/password
as nobody POST /api/sign-in/enrolment {"person":"$E","code":"$CODE","password":"correct horse battery"} -> 201 check /authenticator~otpauth
as nobody POST /api/sign-in/enrolment {"person":"$E","code":"$CODE","password":"correct horse battery"} -> 403 BAD_CREDENTIAL
clock +1000
as nobody POST /api/sign-in/password {"person":"$E","password":"correct horse battery","code":"000000"} -> 403 BAD_CREDENTIAL
as 审计 GET /api/audit/sign-ins -> 200 check /rows/0/outcome=BAD_CREDENTIAL check /rows/0/name=受理员丁 check /rows/1/outcome=ENROLLED
clock +1000
as 审计 POST /api/people {"name":"某人"} -> 403 DENIED
as 审计 GET /api/audit/refusals -> 200 check /rows/0/outcome=DENIED lacks bids
as 审计 GET /api/audit/refusals?before=yesterday -> 422 BAD_FIELD
