#include "models/itemmodels/incidentcsv.h"
#include "models/itemmodels/incidentquery.h"

#include <gmock/gmock.h>

namespace {

using namespace matoi;
using namespace matoi::domain;
using itemmodels::csvFile;
using itemmodels::IncidentQuery;
using Period = IncidentQuery::Period;

Time at(const char* text)
{
    return *parseTime(text);
}

QByteArray body(const QList<QStringList>& rows)
{
    return csvFile(rows).mid(3);
}

TEST(IncidentQuery, ComesBackFromItsText)
{
    IncidentQuery query;
    query.scope = IncidentQuery::Scope::NeedsAnalysis;
    query.text = QStringLiteral("障害 \"disk full\"");
    query.filter.impacts = {Impact::Critical, Impact::High};
    query.filter.statuses = {IncidentStatus::Mitigated};
    query.filter.services = {"checkout-api", ""};
    query.filter.commanders = {"佐藤 美咲"};
    query.filter.plans = {"checkout-critical"};
    query.filter.tags = {"payments"};
    query.period = Period::Between;
    query.from = QDate(2026, 10, 20);
    query.to = QDate(2026, 11, 18);
    EXPECT_EQ(IncidentQuery::fromText(query.toText()), query);
    EXPECT_EQ(IncidentQuery::fromText(IncidentQuery().toText()), IncidentQuery());
}

TEST(IncidentQuery, LeavesOutWhatItDoesNotUnderstand)
{
    for (const char* text :
         {"", "x", "[]", "{\"scope\":9,\"period\":-1,\"impacts\":[0,7,\"1\"],\"services\":3}"})
        EXPECT_EQ(IncidentQuery::fromText(QString::fromUtf8(text)), IncidentQuery()) << text;
    const auto query = IncidentQuery::fromText(QStringLiteral("{\"impacts\":[1,9],\"of tomorrow\":true}"));
    EXPECT_THAT(query.filter.impacts, testing::ElementsAre(Impact::Critical));
}

TEST(IncidentQuery, CountsDaysInThePersonsZone)
{
    const QTimeZone tokyo("Asia/Tokyo");
    const Time now = at("2026-11-18T05:31:26Z"); // 14:31 in Tokyo
    IncidentQuery query;
    query.period = Period::Today;
    EXPECT_EQ(query.effective(now, tokyo).startedFrom, at("2026-11-17T15:00:00Z"));
    query.period = Period::Last7Days;
    EXPECT_EQ(query.effective(now, tokyo).startedFrom, at("2026-11-11T15:00:00Z"));
    query.period = Period::Between;
    query.from = QDate(2026, 10, 20);
    query.to = QDate(2026, 10, 21);
    EXPECT_EQ(query.effective(now, tokyo).startedFrom, at("2026-10-19T15:00:00Z"));
    EXPECT_EQ(query.effective(now, tokyo).startedBefore, at("2026-10-21T15:00:00Z"));
    query.period = Period::Any;
    EXPECT_TRUE(query.effective(now, tokyo).empty());
}

TEST(IncidentFilter, NeedsOneOfEachKindThatIsSet)
{
    Incident incident;
    incident.impact = Impact::High;
    incident.service = "checkout-api";
    incident.tags = {"payments", "tokyo"};
    incident.startedAt = at("2026-11-18T05:00:00Z");
    rules::IncidentFilter filter;
    EXPECT_TRUE(passes(filter, incident, ""));
    filter.impacts = {Impact::Critical, Impact::High};
    filter.tags = {"osaka", "tokyo"};
    filter.commanders = {""};
    EXPECT_TRUE(passes(filter, incident, ""));
    EXPECT_FALSE(passes(filter, incident, "Misaki Sato"));
    filter.services = {"search"};
    EXPECT_FALSE(passes(filter, incident, ""));
    filter = {};
    filter.startedBefore = incident.startedAt;
    EXPECT_FALSE(passes(filter, incident, ""));
    filter = {};
    filter.startedFrom = incident.startedAt;
    EXPECT_TRUE(passes(filter, incident, ""));
}

TEST(Csv, BeginsWithAByteOrderMarkAndEndsLinesAsTheStandardSays)
{
    EXPECT_EQ(csvFile({{QStringLiteral("障害"), QStringLiteral("b")}, {QString(), QStringLiteral("c")}}),
              QByteArray("\xEF\xBB\xBF障害,b\r\n,c\r\n"));
}

TEST(Csv, QuotesWhatWouldEndACell)
{
    EXPECT_EQ(body({{QStringLiteral("a,b"), QStringLiteral("say \"go\""), QStringLiteral("two\nlines")}}),
              QByteArray("\"a,b\",\"say \"\"go\"\"\",\"two\nlines\"\r\n"));
}

TEST(Csv, LetsNoCellBeAFormula)
{
    for (const char* cell : {"=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "＝1+1"})
        EXPECT_TRUE(body({{QString::fromUtf8(cell)}}).contains('\'')) << cell;
    EXPECT_EQ(body({{QStringLiteral("=1,2")}}), QByteArray("\"'=1,2\"\r\n"));
    for (const char* cell : {"-5", "+3.5", "2041", "a=b", "web-prod"})
        EXPECT_EQ(body({{QString::fromUtf8(cell)}}), QByteArray(cell) + "\r\n");
}

} // namespace
