-- What the nine tables must show, added up from vouchers.csv and openings.csv alone (SQLite).
-- Amounts are whole fen. The program is not used; README.md says where each figure comes from.

-- Income and spending of the budget side, year-end closing left out.
CREATE TEMP VIEW flow AS
SELECT
    substr(account, 1, 4) AS top, name, "function", economic, fund,
    CASE WHEN account LIKE '6%' THEN credit - debit ELSE debit - credit END AS fen,
    account LIKE '6%' AS is_income,
    CASE
        WHEN account LIKE '7301%' THEN 'business'
        WHEN account LIKE '7401%' THEN 'remittance_up'
        WHEN account LIKE '7501%' THEN 'affiliate_subsidy'
        WHEN name LIKE '%项目支出%' THEN 'project'
        ELSE 'basic'
    END AS kind,
    CASE substr(account, 1, 4)
        WHEN '6001' THEN 'appropriation'
        WHEN '6101' THEN 'service_income'
        WHEN '6201' THEN 'superior_subsidy'
        WHEN '6301' THEN 'affiliate_remittance'
        WHEN '6401' THEN 'business_income'
        ELSE 'other_income'
    END AS item,
    CASE substr(fund, 1, 2)
        WHEN '11' THEN 'general_budget' WHEN '12' THEN 'fund_budget'
        WHEN '13' THEN 'state_capital' ELSE ''
    END AS part
FROM vouchers
WHERE (account LIKE '6%' OR account LIKE '7%')
  AND substr(account, 1, 4) NOT IN ('6501', '7601', '7701')
  AND narration NOT LIKE '年末结转%';

-- Each functional code at 类, 款 and 项, and the total line.
CREATE TEMP VIEW leveled AS
SELECT 'total' AS code, * FROM flow
UNION ALL SELECT substr("function", 1, 3), * FROM flow
UNION ALL SELECT substr("function", 1, 5), * FROM flow
UNION ALL SELECT "function", * FROM flow;

CREATE TEMP TABLE category (code TEXT, place INTEGER);
INSERT INTO category VALUES
    ('201', 0), ('202', 1), ('203', 2), ('204', 3), ('205', 4), ('206', 5), ('207', 6), ('208', 7),
    ('210', 8), ('211', 9), ('212', 10), ('213', 11), ('214', 12), ('215', 13), ('216', 14),
    ('217', 15), ('219', 16), ('220', 17), ('221', 18), ('222', 19), ('223', 20), ('224', 21),
    ('229', 22), ('231', 23), ('232', 24), ('234', 25);

-- Balances that count in 年初、年末结转和结余 of a 事业单位: 8101, 8102, 8201, and 8401 as a loss.
CREATE TEMP VIEW opening AS
SELECT substr(account, 1, 4) AS top, "function", fund, credit - debit AS fen
FROM openings WHERE substr(account, 1, 4) IN ('8101', '8102', '8201', '8401');

-- What adjusts the opening: booked before the closing of 31 December under the names of 810101…820102.
CREATE TEMP VIEW adjustment AS
SELECT substr(account, 1, 4) AS top, "function", fund, credit - debit AS fen
FROM vouchers
WHERE substr(account, 1, 6)
      IN ('810101', '810102', '810103', '810104', '810105', '810201', '810202', '810203', '820101', '820102')
  AND narration NOT LIKE '冲销%';

CREATE TEMP VIEW adjusted AS SELECT * FROM opening UNION ALL SELECT * FROM adjustment;

-- All movement of the year counts towards the closing, offsets included; 8401 ends at nothing here.
CREATE TEMP VIEW closing AS
SELECT top, "function", fund, fen FROM opening
UNION ALL
SELECT substr(account, 1, 4), "function", fund, credit - debit
FROM vouchers WHERE substr(account, 1, 4) IN ('8101', '8102', '8201', '8401');

CREATE TEMP VIEW carried AS
SELECT 'opening' AS moment, top, "function",
       CASE substr(fund, 1, 2) WHEN '11' THEN 'general_budget' WHEN '12' THEN 'fund_budget'
            WHEN '13' THEN 'state_capital' ELSE '' END AS part, fen FROM adjusted
UNION ALL
SELECT 'closing', top, "function",
       CASE substr(fund, 1, 2) WHEN '11' THEN 'general_budget' WHEN '12' THEN 'fund_budget'
            WHEN '13' THEN 'state_capital' ELSE '' END, fen FROM closing;

-- One line a cell; cells of one key are added up at the end.
CREATE TEMP VIEW part_of_cell AS
-- 公开01, income side
SELECT 'income_expenditure' AS tab,
       CASE WHEN item = 'appropriation' AND part = 'general_budget' THEN 'L1'
            WHEN item = 'appropriation' AND part = 'fund_budget' THEN 'L2'
            WHEN item = 'appropriation' THEN 'L3'
            WHEN item = 'superior_subsidy' THEN 'L4' WHEN item = 'service_income' THEN 'L5'
            WHEN item = 'business_income' THEN 'L6' WHEN item = 'affiliate_remittance' THEN 'L7'
            ELSE 'L8' END AS line,
       'amount' AS col, fen FROM flow WHERE is_income
UNION ALL SELECT 'income_expenditure', 'L27', 'amount', fen FROM flow WHERE is_income
UNION ALL SELECT 'income_expenditure', 'L30', 'amount', fen FROM flow WHERE is_income
-- 专用结余 that paid for spending: the closing of that spending against 8301
UNION ALL SELECT 'income_expenditure', l.line, 'amount', v.debit FROM vouchers v, (SELECT 'L28' AS line UNION SELECT 'L30') l
          WHERE v.account LIKE '8301%' AND v.narration = '年末结转专用结余支付的支出'
UNION ALL SELECT 'income_expenditure', l.line, 'amount', fen FROM carried, (SELECT 'L29' AS line UNION SELECT 'L30') l
          WHERE moment = 'opening'
-- 公开01, spending side
UNION ALL SELECT 'income_expenditure', 'L' || (31 + place), 'amount', fen
          FROM flow JOIN category ON code = substr("function", 1, 3) WHERE NOT is_income
UNION ALL SELECT 'income_expenditure', 'L57', 'amount', fen FROM flow WHERE NOT is_income
UNION ALL SELECT 'income_expenditure', 'L60', 'amount', fen FROM flow WHERE NOT is_income
-- 结余分配: debits of 8701 (tax, 职工福利基金, transfer to 8202)
UNION ALL SELECT 'income_expenditure', l.line, 'amount', v.debit FROM vouchers v, (SELECT 'L58' AS line UNION SELECT 'L60') l
          WHERE v.account LIKE '8701%' AND v.debit <> 0
UNION ALL SELECT 'income_expenditure', l.line, 'amount', fen FROM carried, (SELECT 'L59' AS line UNION SELECT 'L60') l
          WHERE moment = 'closing'
-- 公开02 and 公开03
UNION ALL SELECT 'income', code, item, fen FROM leveled WHERE is_income
UNION ALL SELECT 'income', code, 'total', fen FROM leveled WHERE is_income
UNION ALL SELECT 'expenditure', code, kind, fen FROM leveled WHERE NOT is_income
UNION ALL SELECT 'expenditure', code, 'total', fen FROM leveled WHERE NOT is_income
-- 公开04, income side
UNION ALL SELECT 'appropriation',
       CASE part WHEN 'general_budget' THEN 'L1' WHEN 'fund_budget' THEN 'L2' ELSE 'L3' END,
       'amount', fen FROM flow WHERE item = 'appropriation' AND is_income
UNION ALL SELECT 'appropriation', l.line, 'amount', fen FROM flow, (SELECT 'L27' AS line UNION SELECT 'L32') l
          WHERE item = 'appropriation' AND is_income
UNION ALL SELECT 'appropriation',
       CASE part WHEN 'general_budget' THEN 'L29' WHEN 'fund_budget' THEN 'L30' ELSE 'L31' END,
       'amount', fen FROM carried WHERE moment = 'opening' AND top IN ('8101', '8102')
UNION ALL SELECT 'appropriation', l.line, 'amount', fen FROM carried, (SELECT 'L28' AS line UNION SELECT 'L32') l
          WHERE moment = 'opening' AND top IN ('8101', '8102')
-- 公开04, spending side
UNION ALL SELECT 'appropriation', 'L' || (33 + place), c.col, fen
          FROM flow JOIN category ON code = substr("function", 1, 3),
               (SELECT 'general_budget' AS col UNION SELECT 'fund_budget' UNION SELECT 'state_capital' UNION SELECT 'total') c
          WHERE NOT is_income AND part <> '' AND c.col IN (part, 'total')
UNION ALL SELECT 'appropriation', l.line, c.col, fen
          FROM flow, (SELECT 'L59' AS line UNION SELECT 'L64') l,
               (SELECT 'general_budget' AS col UNION SELECT 'fund_budget' UNION SELECT 'state_capital' UNION SELECT 'total') c
          WHERE NOT is_income AND part <> '' AND c.col IN (part, 'total')
UNION ALL SELECT 'appropriation', l.line, c.col, fen
          FROM carried, (SELECT 'L60' AS line UNION SELECT 'L64') l,
               (SELECT 'general_budget' AS col UNION SELECT 'fund_budget' UNION SELECT 'state_capital' UNION SELECT 'total') c
          WHERE moment = 'closing' AND top IN ('8101', '8102') AND c.col IN (part, 'total')
-- 公开05
UNION ALL SELECT 'general_budget_expenditure', code, k.kind, fen
          FROM leveled, (SELECT 'basic' AS kind UNION SELECT 'project' UNION SELECT 'total') k
          WHERE NOT is_income AND part = 'general_budget' AND k.kind IN (leveled.kind, 'total')
-- 公开06: basic spending of the general budget by economic 款, 类 and block
UNION ALL SELECT 'basic_by_economic', economic, 'amount', fen FROM flow
          WHERE NOT is_income AND part = 'general_budget' AND kind = 'basic'
UNION ALL SELECT 'basic_by_economic', substr(economic, 1, 3), 'amount', fen FROM flow
          WHERE NOT is_income AND part = 'general_budget' AND kind = 'basic'
UNION ALL SELECT 'basic_by_economic',
       CASE WHEN substr(economic, 1, 3) IN ('301', '303') THEN 'personnel_total' ELSE 'public_use_total' END,
       'amount', fen FROM flow WHERE NOT is_income AND part = 'general_budget' AND kind = 'basic'
-- 公开07
UNION ALL SELECT 'fund', code, 'income', fen FROM leveled WHERE is_income AND part = 'fund_budget'
UNION ALL SELECT 'fund', code, k.kind, fen
          FROM leveled, (SELECT 'basic' AS kind UNION SELECT 'project' UNION SELECT 'expenditure') k
          WHERE NOT is_income AND part = 'fund_budget' AND k.kind IN (leveled.kind, 'expenditure')
UNION ALL SELECT 'fund', substr("function", 1, n), moment, fen
          FROM carried, (SELECT 3 AS n UNION SELECT 5 UNION SELECT 7) WHERE part = 'fund_budget'
UNION ALL SELECT 'fund', 'total', moment, fen FROM carried WHERE part = 'fund_budget'
-- 公开08
UNION ALL SELECT 'state_capital', code, k.kind, fen
          FROM leveled, (SELECT 'basic' AS kind UNION SELECT 'project' UNION SELECT 'total') k
          WHERE NOT is_income AND part = 'state_capital' AND k.kind IN (leveled.kind, 'total')
-- 公开09: outturn by economic code out of the general budget; budgets as the supplement states them
UNION ALL SELECT 'three_public', 'total', o.col, fen
          FROM flow JOIN (
              SELECT '30212' AS code, 'outturn_overseas_travel' AS col UNION SELECT '30212', 'outturn_total'
              UNION SELECT '31013', 'outturn_vehicle_purchase' UNION SELECT '31013', 'outturn_vehicles'
              UNION SELECT '31013', 'outturn_total'
              UNION SELECT '30231', 'outturn_vehicle_running' UNION SELECT '30231', 'outturn_vehicles'
              UNION SELECT '30231', 'outturn_total'
              UNION SELECT '30217', 'outturn_hospitality' UNION SELECT '30217', 'outturn_total'
          ) o ON o.code = economic
          WHERE NOT is_income AND part = 'general_budget'
UNION ALL SELECT 'three_public', 'total', b.col, s.fen
          FROM supplement s JOIN (
              SELECT 'overseas_travel' AS item, 'budget_overseas_travel' AS col UNION SELECT 'overseas_travel', 'budget_total'
              UNION SELECT 'vehicle_purchase', 'budget_vehicle_purchase' UNION SELECT 'vehicle_purchase', 'budget_vehicles'
              UNION SELECT 'vehicle_purchase', 'budget_total'
              UNION SELECT 'vehicle_running', 'budget_vehicle_running' UNION SELECT 'vehicle_running', 'budget_vehicles'
              UNION SELECT 'vehicle_running', 'budget_total'
              UNION SELECT 'hospitality', 'budget_hospitality' UNION SELECT 'hospitality', 'budget_total'
          ) b ON s.field = 'three_public_budget.' || b.item;

SELECT tab, line, col, sum(fen) AS fen FROM part_of_cell GROUP BY tab, line, col HAVING sum(fen) <> 0
ORDER BY tab, line, col;
