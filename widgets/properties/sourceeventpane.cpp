#include "widgets/properties/sourceeventpane.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/properties/eventview.h"

#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

/// The service keeps so much of a message.
constexpr std::size_t keptBytes = 65536;
constexpr int asItCame = 0;

std::vector<rules::JsonLine> takenLines(const std::map<std::string, std::string>& values)
{
    std::vector<rules::JsonLine> lines;
    for (const auto& [name, value] : values) {
        std::string line = name + " = " + value;
        std::replace_if(
            line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
        lines.push_back({std::move(line), name});
    }
    return lines;
}

std::vector<std::string> namesOf(const std::map<std::string, std::string>& values)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : values)
        names.push_back(name);
    return names;
}

} // namespace

SourceEventPane::SourceEventPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_choice(new SegmentedControl(context.theme, this))
    , m_copy(nullptr)
    , m_view(new EventView(context.theme, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_about(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextSecondary, {}, this))
{
    m_choice->add({});
    m_choice->add({});
    m_header->addWidget(m_choice);
    m_copy = m_header->addAction({}, Icon::Copy);
    m_copy->setIconOnly(true);
    m_about->setWordWrap(true);
    m_about->setMinimumHeight(context.theme.lineHeight(TextStyle::Meta) + context.theme.px(14));
    m_about->setContentsMargins(context.theme.px(16), context.theme.px(6), context.theme.px(16),
                                context.theme.px(8));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, context.theme.px(2), 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto* box = new QHBoxLayout;
    box->setContentsMargins(context.theme.px(16), 0, context.theme.px(16), 0);
    box->addWidget(m_view);
    column->addLayout(box, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_about);
    connect(m_choice, &SegmentedControl::currentChanged, this, &SourceEventPane::refresh);
    connect(m_copy, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_view->toPlainText()); });
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        if (std::any_of(changed.begin(), changed.end(),
                        [this](const ChangedRecord& one) { return one.id == m_id.uuid(); }))
            refresh();
    });
    showWords();
}

void SourceEventPane::setIncident(Id<Incident> id)
{
    m_id = id;
    refresh();
}

void SourceEventPane::showWords()
{
    m_header->setTitle(tr("Event that started it"));
    m_choice->setText(0, tr("Source"));
    m_choice->setText(1, tr("Taken by the plan"));
    m_choice->setAccessibleName(tr("What to show of the event"));
    m_copy->setText(tr("Copy"));
    m_view->setAccessibleName(tr("Event that started it"));
    refresh();
}

QString SourceEventPane::about(const Record<Incident>& record) const
{
    const Incident& incident = record.value;
    const QString at =
        dateTimeText(incident.detectedAt.value_or(incident.startedAt), m_context.clock.now(), m_context.zone);
    const QLocale locale;
    const auto bytes = static_cast<qlonglong>(incident.sourceEvent.size());
    const QString from = QString::fromStdString(incident.source);
    return incident.sourceEvent.size() >= keptBytes
               ? tr("The first %1 bytes of what source %2 sent, received %3")
                     .arg(locale.toString(bytes), from, at)
               : tr("%1 bytes, received %3 from source %2").arg(locale.toString(bytes), from, at);
}

void SourceEventPane::refresh()
{
    const auto record = m_context.repositories.incidents.find(m_id);
    if (!record)
        return;
    const Incident& incident = record->value;
    const bool event = !incident.sourceEvent.empty();
    const bool taken = !incident.planValues.empty();
    m_choice->setVisible(event && taken);
    m_copy->setVisible(event);
    m_view->setVisible(event);
    m_about->setVisible(event);
    m_empty->setVisible(!event);
    if (!event) {
        const QString who = QString::fromStdString(record->meta.createdBy);
        m_empty->setSentence(incident.source == "drill" ? tr("A drill: no detector sent anything.")
                             : who.isEmpty()
                                 ? tr("A person started it; no detector sent anything.")
                                 : tr("%1 started it by hand; no detector sent anything.").arg(who));
        return;
    }
    m_about->setText(about(*record));
    if (m_choice->current() == asItCame || !taken) {
        const auto lines = rules::prettyJson(incident.sourceEvent);
        m_view->setLines(lines, rules::markedLines(lines, namesOf(incident.planValues)));
    } else {
        m_view->setLines(takenLines(incident.planValues), {});
    }
}

void SourceEventPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        showWords();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
