#include "widgets/related/similarpane.h"

#include "models/commands/relatedcommands.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/theme.h"
#include "widgets/common/verticalscroll.h"
#include "widgets/related/similarrow.h"

#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

constexpr std::size_t shown = 6;
/// More are asked for than shown, so that one that is linked or refused is followed by the next at once.
constexpr std::size_t asked = 12;
constexpr std::chrono::milliseconds askAgainAfter{700};

} // namespace

SimilarPane::SimilarPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_rows(new QVBoxLayout)
{
    m_rows->setSpacing(0);
    auto* scroll = new VerticalScroll(this);
    QWidget* page = scroll->page();
    auto* inner = new QVBoxLayout(page);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_empty);
    inner->addLayout(m_rows);
    inner->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, context.theme.px(2), 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(scroll, 1);
    m_again.setSingleShot(true);
    m_again.setInterval(askAgainAfter);
    connect(&m_again, &QTimer::timeout, this, &SimilarPane::ask);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const auto any = [&](auto test) { return std::any_of(changed.begin(), changed.end(), test); };
        if (any([this](const ChangedRecord& one) {
                return one.kind == Kind::RelatedItem && one.parent == m_id.uuid();
            }))
            refresh();
        const bool compared = any([this](const ChangedRecord& one) {
            return one.id == m_id.uuid() || (one.parent == m_id.uuid() &&
                                             (one.kind == Kind::Summary || one.kind == Kind::RelatedItem));
        });
        if (compared && isVisible() && !m_again.isActive())
            m_again.start();
    });
    refresh();
}

void SimilarPane::setIncident(Id<Incident> id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_found.clear();
    m_answered = false;
    m_problem.reset();
    m_question.reset();
    refresh();
    if (isVisible())
        ask();
}

void SimilarPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    ask();
}

void SimilarPane::ask()
{
    if (m_id.isNil())
        return;
    m_again.stop();
    m_question = m_context.repositories.similar.find(
        m_id, asked, [this](const Result<std::vector<SimilarIncident>>& found) {
            m_answered = true;
            m_problem = found ? std::nullopt : std::optional(found.error());
            if (found)
                m_found = *found;
            refresh();
        });
}

/// Linked or refused, maybe a moment ago: the answer need not know of it yet.
bool SimilarPane::isSettled(const SimilarIncident& similar) const
{
    return m_context.repositories.relatedItems.find(relatedIncidentIdOf(m_id, similar.incident.id))
        .has_value();
}

SimilarRow* SimilarPane::makeRow()
{
    auto* row = new SimilarRow(m_context, this);
    m_rows->addWidget(row);
    const std::size_t at = m_lines.size();
    connect(row, &SimilarRow::linkRequested, this, [this, at] { act(at, true); });
    connect(row, &SimilarRow::refused, this, [this, at] { act(at, false); });
    connect(row, &SimilarRow::openRequested, this, [this, at] {
        if (at < m_found.size())
            Q_EMIT incidentRequested(m_found[at].incident.id);
    });
    return row;
}

void SimilarPane::act(std::size_t row, bool link)
{
    if (row >= m_found.size())
        return;
    const Id<Incident> other = m_found[row].incident.id;
    commands::RelatedCommands commands(m_context.repositories, m_context.history);
    const auto done = link ? commands.linkIncident(m_id, other) : commands.refuse(m_id, other);
    if (!done)
        m_problem = done.error();
    refresh();
}

void SimilarPane::refresh()
{
    m_header->setTitle(tr("Similar past incidents"));
    m_header->setMeta(tr("among the incidents on this computer"));
    std::erase_if(m_found, [this](const SimilarIncident& similar) { return isSettled(similar); });
    m_empty->setSentence(m_problem    ? tr("This computer's records could not be read.")
                         : m_answered ? tr("No resolved incident on this computer is like this one.")
                                      : tr("Looking through the incidents on this computer."));
    m_empty->setVisible(m_found.empty() || m_problem);
    const std::size_t count = std::min(shown, m_found.size());
    while (m_lines.size() < count)
        m_lines.push_back(makeRow());
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i]->setVisible(i < count);
        if (i < count)
            m_lines[i]->setIncident(m_found[i]);
    }
}

void SimilarPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
