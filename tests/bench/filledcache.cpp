#include "tests/bench/filledcache.h"

#include "models/cache/recordtable.h"
#include "models/cache/schema.h"
#include "models/cache/searchindex.h"
#include "models/domain/records.h"
#include "models/sqlite/migration.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

#include <chrono>
#include <cstdio>
#include <random>
#include <vector>

namespace matoi::bench {

namespace {

using Clock = std::chrono::steady_clock;

/// Of all incidents that many are not resolved.
constexpr int openIncidents = 20;

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

} // namespace

void fillCache(const std::string& file, int incidents, int eventsOfOne)
{
    const int events = incidents * eventsOfOne;
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
            if (done % eventsOfOne == 0) {
                incident = domain::Id<domain::Incident>::generate();
                domain::Incident value;
                value.number = 1 + done / eventsOfOne;
                value.title = filled(any(random() % 2 == 0 ? english : japanese), any(services));
                value.startedAt = at;
                value.impact = static_cast<domain::Impact>(1 + random() % 5);
                // The last few burn, as on a bad day.
                if (done / eventsOfOne < incidents - openIncidents) {
                    value.status = domain::IncidentStatus::Resolved;
                    value.acknowledgedAt = at + std::chrono::minutes(4);
                    value.resolvedAt = at + std::chrono::minutes(50);
                }
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
                incidents, since(begin) / 1000, events / (since(begin) / 1000));
}

} // namespace matoi::bench
