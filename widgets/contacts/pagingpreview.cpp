#include "widgets/contacts/pagingpreview.h"

#include "models/domain/ports/online.h"
#include "models/domain/rules/escalation.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <set>

namespace matoi::widgets {

using namespace domain;

namespace {

QString notActive(const QString& name, ChannelKind kind)
{
    switch (kind) {
    case ChannelKind::Email:
        return QCoreApplication::translate("PagingPreview",
                                           "%1's e-mail is not active: nothing is sent to it.")
            .arg(name);
    case ChannelKind::Webhook:
        return QCoreApplication::translate("PagingPreview",
                                           "%1's webhook is not active: nothing is sent to it.")
            .arg(name);
    case ChannelKind::Desktop:
        return QCoreApplication::translate("PagingPreview",
                                           "%1's console is not active: nothing is sent to it.")
            .arg(name);
    case ChannelKind::Test: break;
    }
    return QCoreApplication::translate("PagingPreview",
                                       "%1's test channel is not active: nothing is sent to it.")
        .arg(name);
}

} // namespace

PagingPreview previewPaging(const PanelContext& context, const std::vector<Id<Contact>>& contacts)
{
    const rules::ContactDirectory directory{
        [&](Id<Contact> id) { return context.repositories.contacts.find(id); },
        [&](Id<Contact> id) { return context.repositories.contactChannels.of(id.uuid()); }};
    const bool online = isOnline(context.changes.syncState());
    PagingPreview out;
    std::set<Id<Contact>> atOnce;
    for (const auto& contact : contacts) {
        const auto preview = rules::escalationSteps(contact, directory);
        if (preview.stages.size() > out.stages.size()) {
            out.stages.clear();
            for (const EngagementStage& stage : preview.stages)
                out.stages.push_back({stage.offsetSeconds, stage.durationSeconds, {}, false});
        }
        for (const EngagementStep& step : preview.steps) {
            const QString name = QString::fromStdString(step.contactName);
            if (!step.channelId) {
                out.unreachable << QCoreApplication::translate("PagingPreview",
                                                               "%1 has no channel and cannot be paged.")
                                       .arg(name);
                continue;
            }
            if (step.offsetSeconds == 0 && step.active)
                atOnce.insert(step.contactId);
            if (!step.active)
                out.notActive << notActive(name, step.channelKind);
            auto lane = std::find_if(out.lanes.begin(), out.lanes.end(),
                                     [&](const auto& known) { return known.name == name; });
            if (lane == out.lanes.end()) {
                const auto person = context.repositories.contacts.find(step.contactId);
                out.lanes.push_back(
                    {name, person ? QString::fromStdString(person->value.title) : QString(), {}, {}});
                lane = out.lanes.end() - 1;
            }
            lane->nodes.push_back({step.offsetSeconds,
                                   channelOf(step.channelKind),
                                   !step.active                        ? ChannelState::NotActive
                                   : online && step.offsetSeconds == 0 ? ChannelState::Next
                                                                       : ChannelState::Planned,
                                   {}});
        }
    }
    out.atOnce = static_cast<int>(atOnce.size());
    return out;
}

QString warningOf(const PagingPreview& preview)
{
    QStringList lines = preview.unreachable + preview.notActive;
    lines.removeDuplicates(); // somebody may stand in two stages
    return lines.join(QLatin1Char('\n'));
}

} // namespace matoi::widgets
