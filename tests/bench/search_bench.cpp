#include "models/cache/cache.h"
#include "models/cache/recordtable.h"
#include "models/cache/schema.h"
#include "models/cache/searchindex.h"
#include "models/cache/searchquery.h"
#include "models/cache/searchreader.h"
#include "models/domain/records.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

/// How long the first 200 hits take in a console's local copy with many events in Japanese and English, and
/// beside it LIKE on the same file. The file is made by the console's own code: records as the feed brings
/// them, with their index in the same transaction.
///   bench_search [events, 1000000] [folder, kept when it is given]
namespace {

using namespace matoi;
using Clock = std::chrono::steady_clock;

constexpr int eventsOfOneIncident = 50;
constexpr int repetitions = 25;
constexpr int hits = 200;

double since(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

const std::vector<std::string> english = {"Error rate of %s is over 5 % in ap-northeast-1",
                                          "Latency of %s rose to 1200 ms after the deploy",
                                          "Rolled back %s to the version of this morning",
                                          "CPU saturation on %s, added four instances",
                                          "Customers cannot pay: checkout returns 503",
                                          "Connection pool of %s is exhausted",
                                          "Daniel looks at the database, Aiko at the queue",
                                          "Failover of %s finished, writes are back",
                                          "Restarted %s; the error rate falls",
                                          "Decided to keep the feature flag off until Monday"};
const std::vector<std::string> japanese = {"%sのエラー率が5%を超えた",
                                           "デプロイ後に%sの応答時間が1200msへ悪化",
                                           "%sを今朝の版に戻した",
                                           "%sのCPUが飽和、4台追加した",
                                           "決済ができない。503が返る",
                                           "%sの接続プールが枯渇している",
                                           "障害対応を開始、データベースを調査",
                                           "%sのフェイルオーバー完了、書き込みが復旧",
                                           "%sを再起動、エラー率は低下",
                                           "月曜まで機能フラグは無効のままと決定"};
const std::vector<std::string> services = {
    "checkout-api", "web-prod", "payments-db", "search",   "identity",   "inventory",    "mailer",
    "決済サービス", "在庫管理", "注文キュー",  "検索基盤", "backoffice", "通知サービス", "edge-tokyo-3"};

std::string filled(std::string text, const std::string& service)
{
    const auto at = text.find("%s");
    return at == std::string::npos ? text : text.replace(at, 2, service);
}

template <class T>
cache::RecordRow row(domain::Id<T> id, const T& value, std::int64_t change, domain::Time at)
{
    cache::RecordRow row;
    row.kind = T::kind;
    row.id = id.uuid();
    row.value = row.serverValue = wire::toJson(value);
    row.parent = wire::parentInJson(T::kind, row.value);
    row.meta.rev = 1;
    row.meta.change = change;
    row.meta.createdAt = row.meta.updatedAt = at;
    row.meta.createdBy = row.meta.updatedBy = "Misaki Sato";
    return row;
}

void fill(const std::string& file, int events)
{
    sqlite::Connection connection(file, sqlite::Access::ReadWrite, sqlite::Durability::Normal);
    sqlite::migrate(connection, cache::migrations());
    cache::SearchIndex(connection).prepare();
    cache::RecordTable records(connection);
    std::mt19937 random(2041);
    const auto any = [&](const auto& list) { return list[random() % list.size()]; };
    domain::Time at = *domain::parseTime("2024-01-01T00:00:00Z");
    domain::Id<domain::Incident> incident;
    int done = 0;
    const auto begin = Clock::now();
    while (done < events) {
        sqlite::Transaction transaction(connection);
        for (int i = 0; i < 1000 && done < events; ++i, ++done) {
            at += std::chrono::seconds(60);
            if (done % eventsOfOneIncident == 0) {
                incident = domain::Id<domain::Incident>::generate();
                domain::Incident value;
                value.number = 1 + done / eventsOfOneIncident;
                value.title = filled(any(random() % 2 == 0 ? english : japanese), any(services));
                value.startedAt = at;
                auto made = row(incident, value, done + 1, at);
                records.put(made);
            }
            domain::TimelineEvent event;
            event.incidentId = incident;
            event.at = at;
            event.author = "Misaki Sato";
            event.text = filled(any(random() % 2 == 0 ? english : japanese), any(services)) + " (" +
                         std::to_string(random() % 100000) + ")";
            if (done % 100000 == 777)
                event.text += " 未知の現象 heisenbug";
            auto made = row(domain::Id<domain::TimelineEvent>::generate(), event, done + 1, at);
            records.put(made);
        }
        transaction.commit();
    }
    std::printf("%d events in %d incidents written and indexed in %.0f s, %.0f records/s\n", events,
                events / eventsOfOneIncident, since(begin) / 1000, events / (since(begin) / 1000));
}

struct Times
{
    double first = 0;
    double median = 0;
    double worst = 0;
    std::size_t found = 0;
};

template <class Work> Times measured(Work work, int rounds)
{
    Times times;
    std::vector<double> all;
    for (int i = 0; i < rounds; ++i) {
        const auto begin = Clock::now();
        times.found = work();
        all.push_back(since(begin));
    }
    times.first = all.front();
    std::sort(all.begin(), all.end());
    times.median = all[all.size() / 2];
    times.worst = all.back();
    return times;
}

Times byIndex(sqlite::Connection& connection, const std::string& text, int perIncident)
{
    return measured(
        [&] {
            domain::SearchRequest request;
            request.text = text;
            request.limit = hits;
            request.perIncident = perIncident;
            return cache::SearchReader(connection).find(request, [] { return false; }).hits.size();
        },
        repetitions);
}

/// What one would write without an index; one word, for it has no others.
Times byLike(sqlite::Connection& connection, const std::string& text)
{
    return measured(
        [&] {
            sqlite::Query query = connection.query("SELECT id, value FROM records WHERE deleted = 0 AND "
                                                   "value LIKE ?1 ORDER BY seq DESC LIMIT ?2",
                                                   "%" + text + "%", hits);
            std::size_t found = 0;
            while (query.step())
                ++found;
            return found;
        },
        3);
}

void compare(sqlite::Connection& connection, const char* what, const std::string& text)
{
    const Times index = byIndex(connection, text, 0);
    const Times page = byIndex(connection, text, 3);
    const Times like = byLike(connection, text);
    std::printf(
        "%-34s %5zu hits   median %8.2f  first %8.2f  worst %8.2f   3 an incident %8.2f   LIKE %9.2f ms\n",
        what, index.found, index.median, index.first, index.worst, page.median, like.median);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const int events = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    const std::filesystem::path folder = argc > 2 ? argv[2] : "bench-search";
    std::filesystem::create_directories(folder);
    const std::string file = (folder / "console.sqlite").string();
    if (!std::filesystem::exists(file))
        fill(file, events);
    {
        sqlite::Connection connection(file, sqlite::Access::ReadOnly);
        const auto index = connection.integer("SELECT sum(length(block)) FROM search_data").value_or(0);
        std::printf("file %.0f MB, of it index %.0f MB\n",
                    static_cast<double>(std::filesystem::file_size(file)) / 1e6,
                    static_cast<double>(index) / 1e6);
        compare(connection, "障害 (two characters, common)", "障害");
        compare(connection, "現象 (two characters, 1 in 100,000)", "現象");
        compare(connection, "害 (one character)", "害");
        compare(connection, "フェイルオーバー (eight characters)", "フェイルオーバー");
        compare(connection, "checkout (a common word)", "checkout");
        compare(connection, "heisenbug (1 in 100,000)", "heisenbug");
        compare(connection, "c (one letter)", "c");
        compare(connection, "err (three letters)", "err");
        compare(connection, "\"error rate of web-prod\"", "\"error rate of web-prod\"");
        compare(connection, "決済 503 (two words)", "決済 503");
        compare(connection, "12345 (a number, rare)", "12345");
        compare(connection, "nowhere (not there)", "nowhere");
    }
    if (argc <= 2)
        std::filesystem::remove_all(folder);
    return 0;
}
