#include "backend/main/enginewiring.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <fstream>

namespace matoi::service {

using domain::Result;

namespace {

const char* word(domain::ChannelKind kind)
{
    switch (kind) {
    case domain::ChannelKind::Email: return "email";
    case domain::ChannelKind::Webhook: return "webhook";
    case domain::ChannelKind::Desktop: return "desktop";
    case domain::ChannelKind::Test: return "test";
    }
    return "";
}

channels::SmtpOptions::Security securityOf(SmtpSecurity security)
{
    using Security = channels::SmtpOptions::Security;
    switch (security) {
    case SmtpSecurity::None: return Security::None;
    case SmtpSecurity::StartTls: return Security::StartTls;
    case SmtpSecurity::Tls: return Security::Tls;
    }
    return Security::StartTls;
}

int usualPort(SmtpSecurity security)
{
    switch (security) {
    case SmtpSecurity::None: return 25;
    case SmtpSecurity::StartTls: return 587;
    case SmtpSecurity::Tls: return 465;
    }
    return 587;
}

/// The first line of a file.
Result<std::string> secretIn(const std::string& path)
{
    std::ifstream file(path);
    std::string line;
    if (!file || !std::getline(file, line))
        return domain::fail(domain::ErrorCode::Unavailable, "smtp.password_file",
                            "smtp.password_file: " + path + " cannot be read");
    while (!line.empty() && line.back() == '\r')
        line.pop_back();
    return line;
}

} // namespace

Result<channels::ChannelSet> makeChannels(const Settings& settings)
{
    channels::ChannelSet set;
    set.webhook = channels::makeWebhookChannel();
    const SmtpSettings& smtp = settings.smtp;
    if (smtp.host.empty())
        return set;
    channels::SmtpOptions options;
    options.host = smtp.host;
    options.security = securityOf(smtp.security);
    options.port = smtp.port != 0 ? smtp.port : usualPort(smtp.security);
    options.user = smtp.user;
    options.from = smtp.from;
    options.caFile = smtp.caFile;
    if (!smtp.passwordFile.empty()) {
        auto password = secretIn(smtp.passwordFile);
        if (!password)
            return tl::make_unexpected(password.error());
        options.password = std::move(*password);
    }
    set.email = channels::makeSmtpChannel(std::move(options));
    return set;
}

engine::EngineEvents watchEngine(const std::shared_ptr<prometheus::Registry>& registry,
                                 std::shared_ptr<spdlog::logger> log)
{
    auto& pages = prometheus::BuildCounter()
                      .Name("matoid_pages_total")
                      .Help("Tries to hand a page over, by channel and result")
                      .Register(*registry);
    auto& slips = prometheus::BuildHistogram()
                      .Name("matoid_page_slip_seconds")
                      .Help("How much later than due a page was handed over")
                      .Register(*registry)
                      .Add({}, prometheus::Histogram::BucketBoundaries{0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300});
    auto& findings = prometheus::BuildCounter()
                         .Name("matoid_audit_findings_total")
                         .Help("Engagements that the auditor found late or without a next step")
                         .Register(*registry)
                         .Add({});
    auto& failures = prometheus::BuildCounter()
                         .Name("matoid_engine_store_failures_total")
                         .Help("Times that the engine could not use the store")
                         .Register(*registry)
                         .Add({});
    engine::EngineEvents events;
    // The registry is held by whoever asked: the families live as long as it does.
    events.page = [&pages, &slips, log, registry](domain::ChannelKind kind,
                                                  const channels::SendResult& result, domain::Duration slip) {
        pages.Add({{"channel", word(kind)}, {"result", result.sent ? "sent" : "failed"}}).Increment();
        slips.Observe(std::chrono::duration<double>(slip).count());
        if (!result.sent)
            log->warn("a page by {} was not sent: {}", word(kind), result.error);
    };
    events.finding = [&findings, log, registry](const engine::AuditFinding& finding) {
        findings.Increment();
        if (!finding.damage.empty())
            log->error("engagement {} cannot be watched: {}", finding.engagement.toString(), finding.damage);
        else
            log->error("engagement {} is {} s late{}", finding.engagement.toString(), finding.worst().count(),
                       finding.lost.empty() ? "" : "; it had no next step, which was set again");
    };
    events.notice = [log, registry](const std::string& what) { log->warn("engine: {}", what); };
    events.failure = [&failures, log, registry](const std::string& what) {
        failures.Increment();
        log->error("engine: {}", what);
    };
    return events;
}

} // namespace matoi::service
