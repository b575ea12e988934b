# Who may sit on a committee, however its unit is written.
include setup_bids.t
register 绵阳市住房和城乡建设局 supervisor A:6
register 丁 tenderer A:8
seal bid4 $L $丁 {"price":{"amount":"4990000.00","currency":"CNY"}}
as 丁 POST /api/lots/$L/bids {"form":"$bid4"} -> 201
as 丁 POST /api/lots/$L/withdrawal -> 200
# a representative is of the procuring entity, an expert is not; nobody is of the authority
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"某公司","expert":false},{"name":"二","unit":"设计院","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"设计院","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"大学","expert":true,"years":12,"title":"教授"},{"name":"五","unit":"大学","expert":true,"years":12,"title":"副教授"}]} -> 422 LAW_BOUND check /field=/members/0/unit check /rule~第三十七条
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"业 主","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"设计院","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"大学","expert":true,"years":12,"title":"教授"},{"name":"五","unit":"大学","expert":true,"years":12,"title":"副教授"}]} -> 422 LAW_BOUND check /field=/members/1/unit check /rule~第三十七条
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"91510700205412308D","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"设计院","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"大学","expert":true,"years":12,"title":"教授"},{"name":"五","unit":"大学","expert":true,"years":12,"title":"副教授"}]} -> 422 LAW_BOUND check /field=/members/1/unit check /rule~第三十七条
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"绵阳市住房和城乡建设局","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"设计院","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"大学","expert":true,"years":12,"title":"教授"},{"name":"五","unit":"大学","expert":true,"years":12,"title":"副教授"}]} -> 422 LAW_BOUND check /field=/members/1/unit check /rule~第四十六条
# named twice, with a blank between
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"设计院","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"设计院","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"大学","expert":true,"years":12,"title":"教授"},{"name":"二 ","unit":"设计院","expert":true,"years":12,"title":"高级工程师"}]} -> 422 BAD_FIELD check /field=/members/4/name
# a title that does not say it is senior is told
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"设计院","expert":true,"years":12,"title":"助理工程师"},{"name":"三","unit":"丙 ","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"大学","expert":true,"years":12,"title":"教授"},{"name":"五","unit":"丁","expert":true,"years":12,"title":"副教授"}]} -> 201 check /result/warnings/0/field=/members/1/title check /result/warnings/0/rule~第三十七条 save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
# its unit bids, written otherwise
person e2 $m2
person e3 $m3
as e2 POST /api/lots/$L/recusals {"reason":"曾任职于投标人"} -> 200
as 业主 POST /api/lots/$L/replacements {"seat":2,"cause":"recusal","reason":"回避","member":{"name":"六","unit":" 甲","expert":true,"years":12,"title":"高级工程师"}} -> 422 LAW_BOUND check /field=/member/unit check /rule~第三十七条
as 业主 POST /api/lots/$L/replacements {"seat":2,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"业主","expert":true,"years":12,"title":"高级工程师"}} -> 422 LAW_BOUND check /field=/member/unit
as 业主 POST /api/lots/$L/replacements {"seat":2,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"勘察院","expert":true,"years":12,"title":"高级工程师"}} -> 200
# whose unit bids, with a blank between, holds the evaluation up until it is replaced; whose unit has withdrawn does not
as e3 GET /api/lots/$L/evaluation -> 200 check /pending/detailZh~评委3 check /pending/detailZh~丙 check /pending/detail~replaced
as 业主 POST /api/lots/$L/replacements {"seat":5,"cause":"recusal","reason":"回避","member":{"name":"七","unit":"大学","expert":true,"years":12,"title":"教授"}} -> 403 DENIED check /field=/cause
as 业主 POST /api/lots/$L/replacements {"seat":3,"cause":"recusal","reason":"回避","member":{"name":"八","unit":"大学","expert":true,"years":12,"title":"教授"}} -> 200 save /result/member=m8
person e8 $m8
as e8 GET /api/lots/$L/evaluation -> 200 check /pending=null check /result/winner=$乙
