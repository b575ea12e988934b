# A lost key: any two of three custodians open the bid, after the deadline and not before, and none of them alone.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 公证 custodian 91450200198229141F
register 银行 custodian,tenderer 91150000701463622D
register 中心 centre,custodian 12510700MB1X00001U
authorities
custodian 公证章 p256 91450200198229141F
custodian 银行章 rsa 91150000701463622D
custodian 中心章 sm2 12510700MB1X00001U
custodian 别人章 p256 914403001922038216
certificate 只签 sm2 91450200198229141F 400
# each registers the certificate that shares are wrapped for: its own, taken, and for sealing
as 甲 POST /api/custodians {"certificate":"$别人章.seal"} -> 403 DENIED
as 公证 POST /api/custodians {"certificate":"$别人章.seal"} -> 403 CERT_OTHER check /field=/certificate
as 公证 POST /api/custodians {"certificate":"AAAA"} -> 422 BAD_CERTIFICATE check /field=/certificate
as 公证 POST /api/custodians {"certificate":"$公证章.seal"} -> 201
as 银行 POST /api/custodians {"certificate":"$银行章.seal"} -> 201
as 中心 POST /api/custodians {"certificate":"$中心章.seal"} -> 201
as nobody GET /api/custodians -> 200 check /custodians/0/party=$中心 check /custodians/0/certificate=$中心章.seal check /custodians/0/identifier/id=12510700MB1X00001U
as 业主 POST /api/projects {"code":"2026-510700-01","name":"九寨沟县第二小学"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"九寨沟县第二小学教学楼施工", \
  "mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open", \
  "organisation":"self","lots":[{"title":"教学楼施工","ceiling":{"amount":"5000000.00","currency":"CNY"}}]} \
  -> 201 save /result/id=T save /result/lots/0=L
upload DOC 业主 招标文件
set A "text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30
set K公证 {"party":"$公证","certificate":"$公证章.seal"}
set K银行 {"party":"$银行","certificate":"$银行章.seal"}
set K中心 {"party":"$中心","certificate":"$中心章.seal"}
# too few, more than there are, one twice, one unknown, another certificate, those on the inside enough to open
as 业主 POST /api/tenders/$T/announcement {$A,"custody":{"threshold":1,"custodians":[$K公证,$K银行]}} -> 422 BAD_FIELD check /field=/custody/threshold
as 业主 POST /api/tenders/$T/announcement {$A,"custody":{"threshold":2,"custodians":[$K公证]}} -> 422 BAD_FIELD check /field=/custody/custodians
as 业主 POST /api/tenders/$T/announcement {$A,"custody":{"threshold":3,"custodians":[$K公证,$K银行]}} -> 422 BAD_FIELD check /field=/custody/threshold check /detailZh~不得多于保管人
as 业主 POST /api/tenders/$T/announcement {$A,"custody":{"threshold":2,"custodians":[$K公证,$K银行,$K公证]}} -> 422 BAD_FIELD check /field=/custody/custodians/2
as 业主 POST /api/tenders/$T/announcement {$A,"custody":{"threshold":2,"custodians":[$K公证,{"party":"$甲","certificate":"$银行章.seal"}]}} -> 404 NOT_FOUND check /field=/custody/custodians/1/party
as 业主 POST /api/tenders/$T/announcement {$A,"custody":{"threshold":2,"custodians":[$K公证,{"party":"$银行","certificate":"$公证章.seal"}]}} -> 422 BAD_FIELD check /field=/custody/custodians/1/certificate
register 招标科 custodian 12510000MB0000002R
as 业主 POST /api/tenders/$T/announcement {$A,"custody":{"threshold":2,"custodians":[$K公证,$K银行,$K中心]}} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
as nobody GET /api/notices?type=announcement -> 200 save /notices/0/id=N
as nobody GET /notices/$N -> 200 words 密钥保管人 words 保管人、保管人、保管人；其中任意
as nobody GET /api/notices/$N/paper -> 200 words 密钥保管人 words 其中任意2位可以共同解密
as nobody GET /api/tenders/$T -> 200 check /custody/threshold=2 check /custody/custodians/1/party=$银行 check /custody/custodians/2/certificate=$中心章.seal
# a bid whose key is not shared so is not taken; nor one of who keeps a share
seal none $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$none"} -> 422 WRONG_CUSTODY check /field=/form check /detailZh~公告写明
set CUSTODY 2 公证章 中心章 银行章
seal order $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$order"} -> 422 WRONG_CUSTODY check /detailZh~公告写明的不同
set CUSTODY 3 公证章 银行章 中心章
seal more $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$more"} -> 422 WRONG_CUSTODY
set CUSTODY 2 公证章 银行章 中心章
seal bank $L $银行 {"price":{"amount":"4812000.00","currency":"CNY"}}
as 银行 POST /api/lots/$L/bids {"form":"$bank"} -> 403 DENIED check /detailZh~保管
seal bid1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
seal bid2 $L $乙 {"price":{"amount":"4712000.00","currency":"CNY"}}
seal bid3 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
# nothing is asked or released early; and custodians see no bid
as 乙 POST /api/lots/$L/rescues {"reason":"介质损坏"} -> 409 WRONG_STATE check /rule~第三十条
as 公证 GET /api/agenda -> 200 check /items/0/lot=$L check /items/0/state=bidding lacks duty
as 公证 GET /api/lots/$L/rescues -> 200 check /rescues=[] lacks closed
as 公证 POST /api/lots/$L/shares {"party":"$乙","form":"AAAA"} -> 422 BAD_FIELD check /field=/form
as nobody GET /api/lots/$L/rescues -> 401 UNAUTHENTICATED
as 业主 GET /api/lots/$L/rescues -> 403 DENIED
as 招标科 GET /api/lots/$L/rescues -> 403 DENIED
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 甲 POST /api/lots/$L/rescues {"reason":"介质损坏"} -> 409 DUPLICATE
as 乙 POST /api/lots/$L/rescues {"reason":"介质损坏"} -> 201
as 乙 POST /api/lots/$L/rescues {"reason":"介质损坏"} -> 409 DUPLICATE
as 乙 GET /api/lots/$L/rescues -> 200 check /rescues/0/party=$乙 check /rescues/0/rescued=false lacks header
as 甲 GET /api/lots/$L/rescues -> 200 check /rescues=[]
publish
as 公证 GET /api/agenda -> 200 check /items/0/lot=$L check /items/0/as=custodian check /items/0/duty=release
as 公证 GET /api/lots/$L/rescues -> 200 check /number=1 check /rescues/0/party=$乙 check /rescues/0/reason=介质损坏 check /rescues/0/released=[] \
  save /rescues/0/parts/0/header=H save /closed/place=PLACE
share s1 公证章 $H
share s2 银行章 $H
share s3 中心章 $H
# for a bid that nobody asks for, by somebody else, another's share, a wrong one, of a part that is not there
as 公证 POST /api/lots/$L/shares {"party":"$丙","form":"$s1"} -> 404 NOT_FOUND check /field=/party
as 公证 POST /api/lots/$L/shares {"party":"$业主","form":"$s1"} -> 404 NOT_FOUND check /field=/party
as 招标科 POST /api/lots/$L/shares {"party":"$乙","form":"$s1"} -> 403 DENIED
as 乙 POST /api/lots/$L/shares {"party":"$乙","form":"$s1"} -> 403 DENIED
as 公证 POST /api/lots/$L/shares {"party":"$乙","form":"$s2"} -> 422 BAD_SHARE check /field=/form check /detailZh~另一位保管人
as 公证 POST /api/lots/$L/shares {"party":"$乙"} -> 422 MISSING_FIELD check /field=/form
as 公证 POST /api/lots/$L/shares {"party":"$乙","form":"$s1","documents":"$s1"} -> 422 BAD_FIELD check /field=/documents
as 公证 POST /api/lots/$L/shares {"party":"$乙","form":"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="} -> 422 BAD_SHARE check /field=/form
# one alone opens nothing; with a second it is open
as 公证 POST /api/lots/$L/shares {"party":"$乙","form":"$s1"} -> 201 check /result/rescued=false
as 公证 POST /api/lots/$L/shares {"party":"$乙","form":"$s1"} -> 409 DUPLICATE
as 公证 GET /api/agenda -> 200 check /items/0/lot=$L lacks duty
as 银行 GET /api/agenda -> 200 check /items/0/duty=release
as 中心 GET /api/lots/$L/rescues -> 200 check /number=3 check /rescues/0/released/0=1
as 中心 POST /api/lots/$L/shares {"party":"$乙","form":"$s3"} -> 201 check /result/rescued=true
as 银行 POST /api/lots/$L/shares {"party":"$乙","form":"$s2"} -> 409 DUPLICATE check /detailZh~密钥已经
as 乙 GET /api/lots/$L/rescues -> 200 check /rescues/0/rescued=true
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 409 DUPLICATE
# whose custodians were too few, or were not asked, has revoked
as 丙 POST /api/lots/$L/rescues {"reason":"密码遗忘"} -> 201
publish
as 银行 GET /api/lots/$L/rescues -> 200 save /rescues/1/parts/0/header=H3
share t2 银行章 $H3
as 银行 POST /api/lots/$L/shares {"party":"$丙","form":"$t2"} -> 201 check /result/rescued=false
clock +1800000
share t1 公证章 $H3
as 公证 POST /api/lots/$L/shares {"party":"$丙","form":"$t1"} -> 409 WINDOW_CLOSED check /rule~第三十一条
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/state=opened check /bids/1/state=opened check /bids/1/form/price/amount=4712000.00 \
  check /bids/2/state=revoked
evidence $T = tender.created tender.submitted tender.confirmed tender.published bid.placed bid.placed bid.placed lot.closed key.handed-in \
  rescue.asked share.released key.rescued rescue.asked share.released lot.opened
# whoever has the export combines the shares again
as 业主 POST /api/lots/$L/cancellation {"reason":"规划调整"} -> 200
proves $L
