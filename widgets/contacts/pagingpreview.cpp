#include "widgets/contacts/pagingpreview.h"

#include "models/domain/rules/escalation.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <set>

namespace matoi::widgets {

using namespace domain;

PagingPreview previewPaging(const PanelContext& context, const std::vector<Id<Contact>>& contacts)
{
    const rules::ContactDirectory directory{
        [&](Id<Contact> id) { return context.repositories.contacts.find(id); },
        [&](Id<Contact> id) { return context.repositories.contactChannels.of(id.uuid()); }};
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
                out.unreachable << name;
                continue;
            }
            if (step.offsetSeconds == 0 && step.active)
                atOnce.insert(step.contactId);
            if (!step.active)
                out.notActive << QCoreApplication::translate("PagingPreview", "%1: %2")
                                     .arg(name, texts::channel(step.channelKind));
            auto lane = std::find_if(out.lanes.begin(), out.lanes.end(),
                                     [&](const auto& known) { return known.name == name; });
            if (lane == out.lanes.end()) {
                const auto person = context.repositories.contacts.find(step.contactId);
                out.lanes.push_back(
                    {name, person ? QString::fromStdString(person->value.title) : QString(), {}});
                lane = out.lanes.end() - 1;
            }
            lane->nodes.push_back({step.offsetSeconds,
                                   channelOf(step.channelKind),
                                   !step.active              ? ChannelState::NotActive
                                   : step.offsetSeconds == 0 ? ChannelState::Next
                                                             : ChannelState::Planned,
                                   {}});
        }
    }
    out.atOnce = static_cast<int>(atOnce.size());
    return out;
}

QString warningOf(const PagingPreview& preview)
{
    QStringList lines;
    if (!preview.unreachable.isEmpty())
        lines << QCoreApplication::translate("PagingPreview", "No channel, cannot be paged: %1")
                     .arg(preview.unreachable.join(QStringLiteral(", ")));
    if (!preview.notActive.isEmpty())
        lines << QCoreApplication::translate("PagingPreview", "Not active, nothing is sent: %1")
                     .arg(preview.notActive.join(QStringLiteral(", ")));
    return lines.join(QLatin1Char('\n'));
}

} // namespace matoi::widgets
