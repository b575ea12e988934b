# A municipal road from one form to the archive: a slip corrected, a deviation priced, a low price asked about.
include setup_parties.t
# what the list ahead of the way of evaluating asks of every bid (评标办法前附表)
set REVIEW "review":[ \
  {"id":"X1","part":"form","title":"投标人名称与营业执照、资质证书、安全生产许可证一致"}, \
  {"id":"X2","part":"form","title":"投标函有法定代表人或其委托代理人签字并加盖单位章"}, \
  {"id":"Z1","part":"qualification","title":"市政公用工程施工总承包二级及以上资质"}, \
  {"id":"Z2","part":"qualification","title":"项目经理为市政公用工程专业二级及以上注册建造师，具有安全生产考核合格证书"}, \
  {"id":"Z3","part":"qualification","title":"近三年完成过类似市政道路工程"}, \
  {"id":"Y1","part":"responsiveness","title":"工期不超过 300 日历天"}, \
  {"id":"Y2","part":"responsiveness","title":"工程质量合格"}, \
  {"id":"Y3","part":"responsiveness","title":"投标保证金在投标截止时间前到账或者保函有效"}, \
  {"id":"Y4","part":"responsiveness","title":"权利义务符合合同条款，未附有招标人不能接受的条件"}],
include setup_municipal.t
include setup_four.t
include setup_opened.t
set PASSES [{"item":"X1","passed":true},{"item":"X2","passed":true},{"item":"Z1","passed":true},{"item":"Z2","passed":true},{"item":"Z3","passed":true},{"item":"Y1","passed":true},{"item":"Y2","passed":true},{"item":"Y3","passed":true},{"item":"Y4","passed":true}]
include setup_reviewed.t
# two members of five fail nothing
set FAILS [{"item":"X1","passed":true},{"item":"X2","passed":true},{"item":"Z1","passed":true},{"item":"Z2","passed":true},{"item":"Z3","passed":true},{"item":"Y1","passed":true},{"item":"Y2","passed":true},{"item":"Y3","passed":false,"reason":"保函的有效期短于投标有效期"},{"item":"Y4","passed":true}]
as e1 POST /api/lots/$L/reviews {"party":"$丁","items":$FAILS} -> 200
as e2 POST /api/lots/$L/reviews {"party":"$丁","items":$FAILS} -> 200
as e3 POST /api/lots/$L/reviews {"party":"$丁","items":$PASSES} -> 200
as e4 POST /api/lots/$L/reviews {"party":"$丁","items":$PASSES} -> 200
as e5 POST /api/lots/$L/reviews {"party":"$丁","items":$PASSES} -> 200
include setup_municipal_judged.t
include setup_publicity.t
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-26T16:00:00.000Z
clock 2026-03-26T15:59:59.999Z
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND check /rule~第五十四条
include setup_awarded.t
include setup_contract.t
evidence $T = tender.taken-in tender.confirmed tender.published bid.placed bid.placed bid.placed bid.placed committee.formed lot.closed key.handed-in key.handed-in key.handed-in key.handed-in lot.opened evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.asked evaluation.answered evaluation.found evaluation.found evaluation.found evaluation.signed evaluation.signed evaluation.signed evaluation.signed lot.evaluated candidates.published award.made contract.published report.filed lot.archived
