# A building from one form to the archive: a benchmark, the scores of five, the best total.
include setup_parties.t
# what the list ahead of the way of evaluating asks of every bid (评标办法前附表)
set REVIEW "review":[ \
  {"id":"X1","part":"form","title":"投标人名称与营业执照、资质证书、安全生产许可证一致"}, \
  {"id":"X2","part":"form","title":"投标函有法定代表人或其委托代理人签字并加盖单位章"}, \
  {"id":"X3","part":"form","title":"只有一个有效报价"}, \
  {"id":"Z1","part":"qualification","title":"建筑工程施工总承包二级及以上资质，安全生产许可证有效"}, \
  {"id":"Z2","part":"qualification","title":"项目经理为建筑工程专业一级注册建造师，且未担任其他在建工程的项目经理"}, \
  {"id":"Y1","part":"responsiveness","title":"工期不超过 300 日历天"}, \
  {"id":"Y2","part":"responsiveness","title":"工程质量合格"}, \
  {"id":"Y3","part":"responsiveness","title":"投标保证金的金额、形式和有效期符合投标人须知"}, \
  {"id":"Y4","part":"responsiveness","title":"权利义务符合合同条款，未附有招标人不能接受的条件"}],
include setup_building.t
include setup_four.t
include setup_opened.t
set PASSES [{"item":"X1","passed":true},{"item":"X2","passed":true},{"item":"X3","passed":true},{"item":"Z1","passed":true},{"item":"Z2","passed":true},{"item":"Y1","passed":true},{"item":"Y2","passed":true},{"item":"Y3","passed":true},{"item":"Y4","passed":true}]
include setup_reviewed.t
# one member of five alone fails nothing
as e1 POST /api/lots/$L/reviews {"party":"$丁","items":[{"item":"X1","passed":true},{"item":"X2","passed":true},{"item":"X3","passed":true},{"item":"Z1","passed":true},{"item":"Z2","passed":false,"reason":"公示平台上其项目经理另有一项在建工程"},{"item":"Y1","passed":true},{"item":"Y2","passed":true},{"item":"Y3","passed":true},{"item":"Y4","passed":true}]} -> 200
as e2 POST /api/lots/$L/reviews {"party":"$丁","items":$PASSES} -> 200
as e3 POST /api/lots/$L/reviews {"party":"$丁","items":$PASSES} -> 200
as e4 POST /api/lots/$L/reviews {"party":"$丁","items":$PASSES} -> 200
as e5 POST /api/lots/$L/reviews {"party":"$丁","items":$PASSES} -> 200
include setup_building_scored.t
include setup_publicity.t
as nobody GET /api/lots/$L -> 200 check /publicityEnds=2026-03-26T16:00:00.000Z
clock 2026-03-26T15:59:59.999Z
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND check /rule~第五十四条
include setup_awarded.t
include setup_contract.t
evidence $T = tender.taken-in tender.confirmed tender.published bid.placed bid.placed bid.placed bid.placed committee.formed lot.closed key.handed-in key.handed-in key.handed-in key.handed-in evaluation.factor lot.opened evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.reviewed evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.scored evaluation.signed evaluation.signed evaluation.signed evaluation.signed lot.evaluated candidates.published award.made contract.published report.filed lot.archived
