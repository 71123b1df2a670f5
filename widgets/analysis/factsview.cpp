#include "widgets/analysis/factsview.h"

#include "models/domain/rules/facts.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/joinedtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QGridLayout>

namespace matoi::widgets {

using namespace domain;

FactsView::FactsView(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    Theme& theme = context.theme;
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(12));
    grid->setHorizontalSpacing(theme.px(16));
    grid->setVerticalSpacing(theme.px(12));
    for (int i = 0; i < 4; ++i) {
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        const Fact fact{new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, {}, this),
                        new TextLabel(theme, TextStyle::Fact, Role::TextPrimary, {}, this),
                        new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, {}, this)};
        // Two of them in one line are wider than the pane of the design.
        fact.marks->setWordWrap(true);
        column->addWidget(fact.caption);
        column->addWidget(fact.value);
        column->addWidget(fact.marks);
        column->addStretch(1); // beside a higher one its lines stay together
        grid->addLayout(column, i / 2, i % 2);
        m_facts.push_back(fact);
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
}

void FactsView::setIncident(const Incident& incident)
{
    const rules::IncidentFacts facts = rules::factsOf(incident);
    const auto between = [this](const QString& words, const QString& without, std::optional<Time> from,
                                std::optional<Time> to) {
        return from && to ? words.arg(timeWithSecondsText(*from, m_context.zone),
                                      timeWithSecondsText(*to, m_context.zone))
                          : without;
    };
    const auto show = [](const Fact& fact, const QString& caption, std::optional<Duration> value,
                         const QString& marks) {
        fact.caption->setText(caption);
        fact.value->setText(value ? durationText(std::chrono::duration_cast<std::chrono::seconds>(*value))
                                  : tr("not known"));
        fact.value->setRole(value ? Role::TextPrimary : Role::TextTertiary);
        fact.marks->setText(marks);
        fact.value->setAccessibleName(inList({caption, fact.value->text(), marks}));
    };
    show(m_facts[0], tr("Time to detect"), facts.timeToDetect,
         between(tr("start %1 to detected %2"), tr("no time of detection is recorded"), incident.startedAt,
                 incident.detectedAt));
    show(m_facts[1], tr("Time to acknowledge"), facts.timeToAcknowledge,
         between(tr("detected %1 to acknowledged %2"), tr("no time of acknowledgement is recorded"),
                 incident.detectedAt, incident.acknowledgedAt));
    show(m_facts[2], tr("Time to mitigate"), facts.timeToMitigate,
         between(tr("detected %1 to mitigated %2"), tr("no time of mitigation is recorded"),
                 incident.detectedAt, incident.mitigatedAt));
    show(m_facts[3], tr("Time to resolve"), facts.timeToResolve,
         between(tr("detected %1 to resolved %2"), tr("no time of resolution is recorded"),
                 incident.detectedAt, incident.resolvedAt));
}

} // namespace matoi::widgets
