# The legal forms as PDF: to whom, when, and what they say; $L is a plain lot of three bids.
include setup_bids.t
include setup_committee.t
as nobody GET /api/notices?type=announcement&tender=$T -> 200 save /notices/0/id=N save /notices/0/digest=ND
as nobody GET /api/notices/$N/paper -> 200 words 招标公告 words 九寨沟县第二小学教学楼施工 words $ND words 演练文书 words 业主 words 第1页
as nobody GET /notices/$N -> 200 words /api/notices/$N/paper
as nobody GET /api/notices/$L/paper -> 404 NOT_FOUND
# a bid's receipt is its tenderer's alone, before the opening too
as 甲 GET /api/lots/$L/bids/mine -> 200 save /digest=MINE
as 甲 GET /api/lots/$L/papers/bid -> 200 words 投标文件递交回执 words $MINE words 甲： lacks 乙 lacks 4,812,000.00
as nobody GET /api/lots/$L/papers/bid -> 401 UNAUTHENTICATED
as 业主 GET /api/lots/$L/papers/bid -> 403 DENIED
register 丁 tenderer 91450200198229141F
as 丁 GET /api/lots/$L/papers/bid -> 404 NOT_FOUND
# nothing else before its time
as nobody GET /api/lots/$L/papers/opening -> 403 SECRET
as 业主 GET /api/lots/$L/papers/opening -> 403 SECRET
as 业主 GET /api/lots/$L/papers/report -> 404 NOT_FOUND
as nobody GET /api/lots/$L/papers/letter -> 404 NOT_FOUND
as nobody GET /api/lots/$L/papers/contract -> 404 NOT_FOUND
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
as nobody GET /api/lots/$L/papers/opening -> 403 SECRET
clock +1800000
as nobody GET /api/notices?type=opening&tender=$T -> 200 save /notices/0/id=N save /notices/0/digest=OD
as nobody GET /api/lots/$L/papers/opening -> 200 words 开标记录表 words 甲 words 4,812,000.00元 words 4,712,000.00元 words 李工 words 已解密 words $OD words 招标人代表
as nobody GET /trades/$L -> 200 words /papers/opening lacks /papers/letter
as nobody GET /api/notices/$N/paper -> 200 words 开标记录 words 4,950,300.00元 words $OD
# the report only when all have signed, and for the principal's side, supervision and the committee
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D
as e1 POST /api/lots/$L/queries {"party":"$甲","question":"请说明施工进度安排<b>的依据","until":"@+1d"} -> 201 save /result/id=Q
as 甲 POST /api/lots/$L/queries/answers {"query":"$Q","answer":"见施工组织设计第三章"} -> 200
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as 业主 GET /api/lots/$L/papers/report -> 404 NOT_FOUND
as e2 POST /api/lots/$L/confirmations {"digest":"$D","dissent":"报价偏低，应当要求说明"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as 业主 GET /api/lots/$L/evaluation/report -> 200 save /digest=RD
as nobody GET /api/lots/$L/papers/report -> 401 UNAUTHENTICATED
as 甲 GET /api/lots/$L/papers/report -> 403 DENIED
as 业主 GET /api/lots/$L/papers/report -> 200 words 评标报告 words $RD words $D words 高级工程师 words 推荐的中标候选人 words 不同意见：报价偏低 words 施工进度安排<b>的依据 words 见施工组织设计第三章
as e1 GET /api/lots/$L/papers/report -> 200 words 评标报告
as 业主 POST /api/lots/$L/candidates -> 200
as nobody GET /api/notices?type=candidates&tender=$T -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N/paper -> 200 words 中标候选人公示 words 乙 words 4,712,000.00元 words 第五十四条 lacks 不同意见
as 业主 GET /api/lots/$L/papers/letter -> 404 NOT_FOUND
clock +4d
as 业主 POST /api/lots/$L/award -> 200 save /result/letterDigest=LD
as nobody GET /api/lots/$L/papers/letter -> 200 words 中标通知书 words $LD words 乙（9144030071526726XG）： words 人民币肆佰柒拾壹万贰仟元整 words 300日历天 words 30日内 words 第四十六条 words 特此通知
as nobody GET /api/lots/$L/papers/contract -> 404 NOT_FOUND
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {"leader":"李工","durationDays":300,"price":{"amount":"4712000.00","currency":"CNY"},"document":"$CONTRACT","quality":"合格","signedAt":"@+0"} -> 200
as nobody GET /api/notices?type=contract&tender=$T -> 200 save /notices/0/digest=CD
as nobody GET /api/lots/$L/papers/contract -> 200 words 合同公告 words $CD words $CONTRACT words 人民币肆佰柒拾壹万贰仟元整
# a receipt is of the bid that stands
as 甲 GET /api/lots/$L/papers/bid -> 200 words $MINE
