-- Investment projects as their approval authority told them (项目审批、核准、备案), newest word on each.
CREATE TABLE approval (
	code {text} PRIMARY KEY, -- 项目代码
	name {text} NOT NULL,
	owner {text} NOT NULL,
	class {text} NOT NULL, -- 招标项目类型, A01
	subject {int} NOT NULL,
	funding {text} NOT NULL,
	estimate_minor {int} NOT NULL, -- fen
	region {int} NOT NULL, -- 0: not told
	approved_ms {int} NOT NULL,
	imported_ms {int} NOT NULL
) {strict};
CREATE INDEX approval_approved ON approval (approved_ms, code);
