#include "widgets/properties/originpane.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/flowlayout.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/properties/propertiesforms.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

constexpr int captionWidth = 120;

} // namespace

OriginPane::OriginPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_edit(m_header->addAction({}, Icon::Pencil))
    , m_grid(new QGridLayout)
    , m_plan(value())
    , m_planHint(hint())
    , m_key(value(true))
    , m_repeats(hint())
    , m_service(value())
    , m_tags(new QWidget(this))
    , m_tagFlow(new FlowLayout(context.theme.px(6), m_tags))
    , m_noTags(hint())
    , m_started(value())
    , m_idText(value(true))
    , m_copy(new CommandButton(context.theme, {}, Icon::Copy, this))
{
    Theme& theme = context.theme;
    m_edit->setKey(Qt::Key_E);
    m_copy->setKind(CommandButton::Kind::Quiet);
    m_copy->setSmall(true);
    m_copy->setIconOnly(true);
    m_grid->setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(12));
    m_grid->setHorizontalSpacing(theme.px(10));
    m_grid->setVerticalSpacing(theme.px(7));
    m_grid->setColumnMinimumWidth(0, theme.px(captionWidth));
    m_grid->setColumnStretch(1, 1);
    const auto pair = [this](QWidget* first, QWidget* second) {
        auto* both = new QWidget(this);
        auto* column = new QVBoxLayout(both);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(m_context.theme.px(2));
        column->addWidget(first);
        column->addWidget(second);
        return both;
    };
    addRow(QT_TR_NOOP("Response plan"), pair(m_plan, m_planHint));
    addRow(QT_TR_NOOP("Started"), m_started);
    addRow(QT_TR_NOOP("Joins repeats by"), pair(m_key, m_repeats));
    addRow(QT_TR_NOOP("Service"), m_service);
    addRow(QT_TR_NOOP("Tags"), pair(m_tags, m_noTags));
    auto* id = new QWidget(this);
    auto* row = new QHBoxLayout(id);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_idText, 1);
    row->addWidget(m_copy, 0, Qt::AlignTop);
    addRow(QT_TR_NOOP("Incident id"), id);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme.px(2), 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addLayout(m_grid);
    connect(m_edit, &QAbstractButton::clicked, this, &OriginPane::edit);
    connect(m_copy, &QAbstractButton::clicked, this, &OriginPane::copyId);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& one) {
            return one.id == m_id.uuid() || one.kind == Kind::ResponsePlan ||
                   (one.kind == Kind::TimelineEvent && one.parent == m_id.uuid());
        });
        if (ours)
            refresh();
    });
}

TextLabel* OriginPane::value(bool mono)
{
    auto* label = new TextLabel(m_context.theme, mono ? TextStyle::MonoBody : TextStyle::Body,
                                widgets::Role::TextPrimary, {}, this);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText); // what a detector or a person wrote
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

TextLabel* OriginPane::hint()
{
    auto* label = new TextLabel(m_context.theme, TextStyle::Body, widgets::Role::TextSecondary, {}, this);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

TextLabel* OriginPane::addRow(const char* caption, QWidget* field)
{
    const int row = m_grid->rowCount();
    auto* label = new TextLabel(m_context.theme, TextStyle::Medium, widgets::Role::TextSecondary, {}, this);
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(field, row, 1, Qt::AlignTop);
    m_grid->setRowMinimumHeight(row, m_context.theme.px(28));
    m_captions.emplace_back(label, caption);
    return label;
}

void OriginPane::setIncident(Id<Incident> id)
{
    m_id = id;
    refresh();
}

void OriginPane::edit()
{
    properties::openEdit(m_context, m_id, this);
}

void OriginPane::copyId()
{
    QGuiApplication::clipboard()->setText(QString::fromStdString(m_id.toString()));
}

void OriginPane::showPlan(const Incident& incident)
{
    m_planHint->setRole(widgets::Role::TextSecondary);
    if (!incident.planId) {
        m_plan->setText(tr("none"));
        m_planHint->setText(tr("It was started without a plan."));
        return;
    }
    const auto plan = m_context.repositories.responsePlans.find(*incident.planId);
    const QString name =
        QString::fromStdString(incident.planName.empty() && plan ? plan->value.name : incident.planName);
    if (incident.planVersion == 0) {
        m_plan->setText(name);
        m_planHint->setText(
            incident.number == 0
                ? tr("The service copies the plan when it hears of this incident.")
                : tr("Which version it was is not known: it began before versions were kept."));
        return;
    }
    m_plan->setText(tr("%1, version %2").arg(name, QString::number(incident.planVersion)));
    if (!plan) {
        m_planHint->setText(tr("Copied when it started. The plan has been removed since."));
    } else if (plan->meta.rev > incident.planVersion) {
        m_planHint->setRole(widgets::Role::StateWait);
        m_planHint->setText(
            tr("Version %1 was saved %2 by %3; this incident goes on with version %4.")
                .arg(QString::number(plan->meta.rev),
                     dateTimeText(plan->meta.updatedAt, m_context.clock.now(), m_context.zone),
                     QString::fromStdString(plan->meta.updatedBy), QString::number(incident.planVersion)));
    } else {
        m_planHint->setText(tr("Copied when it started. The plan has not been changed since."));
    }
}

void OriginPane::showRepeats(const Incident& incident)
{
    m_key->setVisible(!incident.dedupeKey.empty());
    m_key->setText(QString::fromStdString(incident.dedupeKey));
    if (incident.dedupeKey.empty()) {
        m_repeats->setText(tr("Nothing: it has no key, each trigger opens an incident of its own."));
        return;
    }
    const bool over = incident.status == IncidentStatus::Resolved;
    QString text = over ? tr("It is resolved: the next trigger opens a new incident.")
                        : tr("Triggers with this key join it until it is resolved.");
    std::optional<Time> last;
    for (const auto& event : m_context.repositories.timelineEvents.of(m_id.uuid()))
        if (event.value.type == eventtype::repeated && (!last || *last < event.value.at))
            last = event.value.at;
    if (incident.repeats > 0 && last)
        text += QStringLiteral("\n") + tr("%n repeat(s) joined, the last at %1.", nullptr, incident.repeats)
                                           .arg(timeWithSecondsText(*last, m_context.zone));
    else if (incident.repeats > 0)
        text += QStringLiteral("\n") + tr("%n repeat(s) joined.", nullptr, incident.repeats);
    else
        text += QStringLiteral("\n") + tr("None has joined.");
    m_repeats->setText(text);
}

/// Buttons are used again: what has the focus keeps it while tags change elsewhere.
void OriginPane::showTags(const std::vector<std::string>& tags)
{
    while (m_tagButtons.size() < tags.size()) {
        auto* button = new CommandButton(m_context.theme, {}, Icon::X, m_tags);
        button->setSmall(true);
        m_tagFlow->addWidget(button);
        connect(button, &QAbstractButton::clicked, this, [this, at = m_tagButtons.size()] {
            const auto incident = m_context.repositories.incidents.find(m_id);
            if (incident && at < incident->value.tags.size())
                removeTag(incident->value.tags[at]);
        });
        m_tagButtons.push_back(button);
    }
    for (std::size_t i = 0; i < m_tagButtons.size(); ++i) {
        m_tagButtons[i]->setVisible(i < tags.size());
        if (i >= tags.size())
            continue;
        const QString tag = QString::fromStdString(tags[i]);
        m_tagButtons[i]->setText(QString(tag).replace(QLatin1Char('&'), QStringLiteral("&&")));
        m_tagButtons[i]->setAccessibleName(tr("Remove the tag %1").arg(tag));
        m_tagButtons[i]->setToolTip(tr("Remove the tag %1").arg(tag));
    }
    m_tags->setVisible(!tags.empty());
    m_tagFlow->invalidate();
    m_noTags->setVisible(tags.empty());
}

void OriginPane::removeTag(const std::string& tag)
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    if (!incident)
        return;
    std::vector<std::string> tags = incident->value.tags;
    std::erase(tags, tag);
    static_cast<void>(m_context.incidents.setTags(m_id, std::move(tags)));
}

void OriginPane::refresh()
{
    m_header->setTitle(tr("Where it came from"));
    m_edit->setText(tr("Edit"));
    m_edit->setAccessibleName(tr("Edit service and tags"));
    m_copy->setText(tr("Copy the id"));
    m_noTags->setText(tr("none"));
    for (const auto& [label, caption] : m_captions)
        label->setText(tr(caption));
    const auto record = m_context.repositories.incidents.find(m_id);
    if (!record)
        return;
    const Incident& incident = record->value;
    showPlan(incident);
    showRepeats(incident);
    showTags(incident.tags);
    m_service->setRole(incident.service.empty() ? widgets::Role::TextSecondary : widgets::Role::TextPrimary);
    m_service->setText(incident.service.empty() ? tr("not named") : QString::fromStdString(incident.service));
    const QString at = dateTimeText(incident.startedAt, m_context.clock.now(), m_context.zone);
    const QString source = QString::fromStdString(incident.source);
    const QString by = QString::fromStdString(record->meta.createdBy);
    m_started->setText(incident.source == "manual" && !by.isEmpty() ? tr("%1, by %2").arg(at, by)
                       : incident.source == "manual"                ? tr("%1, by hand").arg(at)
                                                                    : tr("%1, by source %2").arg(at, source));
    m_idText->setText(QString::fromStdString(m_id.toString()));
}

void OriginPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
