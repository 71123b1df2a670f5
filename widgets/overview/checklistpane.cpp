#include "widgets/overview/checklistpane.h"

#include "widgets/common/sectionheader.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/overview/checklistrow.h"
#include "widgets/panel/texts.h"
#include "widgets/timeline/leadingicon.h"

#include <QtCore/QEvent>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

ChecklistPane::ChecklistPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_rows(new QVBoxLayout)
    , m_add(new QLineEdit(this))
    , m_problem(new TextLabel(context.theme, TextStyle::Meta, Role::StateFail, {}, this))
{
    const Theme& theme = context.theme;
    m_add->setProperty("frameless", true);
    setLeadingIcon(*m_add, context.theme, Icon::Plus);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_rows->setSpacing(0);
    auto* adding = new QVBoxLayout;
    adding->setContentsMargins(theme.px(6), theme.px(2), theme.px(16), theme.px(8));
    adding->addWidget(m_add);
    adding->addWidget(m_problem);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme.px(2), 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addLayout(m_rows);
    column->addLayout(adding);
    column->addStretch(1);
    connect(m_add, &QLineEdit::returnPressed, this, &ChecklistPane::add);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.kind == Kind::Task && record.parent == m_id.uuid();
        });
        if (ours)
            refresh();
    });
    retranslate();
}

void ChecklistPane::setIncident(Id<Incident> id)
{
    if (id != m_id)
        m_add->clear();
    m_id = id;
    m_add->setEnabled(!id.isNil());
    refresh();
}

void ChecklistPane::retranslate()
{
    m_header->setTitle(tr("Response checklist"));
    m_add->setPlaceholderText(tr("Add a row"));
    m_add->setAccessibleName(tr("Add a row to the checklist"));
    refresh();
}

ChecklistRow* ChecklistPane::rowOf(Id<Task> id)
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
                                    [&](const ChecklistRow* line) { return line->id() == id; });
    if (found != m_lines.end())
        return *found;
    auto* line = new ChecklistRow(m_context, this);
    connect(line, &ChecklistRow::failed, this, [this](const Error& error) {
        m_problem->setText(texts::error(error));
        m_problem->show();
    });
    m_lines.push_back(line);
    return line;
}

void ChecklistPane::refresh()
{
    auto tasks = m_id.isNil() ? std::vector<Record<Task>>() : m_context.repositories.tasks.of(m_id.uuid());
    // Those with a time box are the cockpit's.
    std::erase_if(tasks, [](const Record<Task>& task) { return task.value.boxMinutes.has_value(); });
    std::stable_sort(tasks.begin(), tasks.end(),
                     [](const auto& a, const auto& b) { return a.value.position < b.value.position; });
    m_problem->hide();
    std::erase_if(m_lines, [&](ChecklistRow* line) {
        const bool gone =
            std::none_of(tasks.begin(), tasks.end(), [&](const auto& task) { return task.id == line->id(); });
        if (gone) {
            line->hide(); // its own signal may be on the stack
            line->deleteLater();
        }
        return gone;
    });
    int at = 0;
    int done = 0;
    for (const auto& task : tasks) {
        ChecklistRow* line = rowOf(task.id);
        line->setTask(task);
        if (m_rows->indexOf(line) != at)
            m_rows->insertWidget(at, line);
        done += task.value.state == TaskState::Open ? 0 : 1;
        ++at;
    }
    m_header->setMeta(tasks.empty() ? QString() : tr("%1 of %2").arg(done).arg(tasks.size()));
}

void ChecklistPane::add()
{
    const QString title = m_add->text().trimmed();
    if (title.isEmpty())
        return;
    if (const auto added = m_context.incidents.addTask(m_id, title.toStdString()); !added) {
        m_problem->setText(texts::error(added.error()));
        m_problem->show();
        return;
    }
    m_add->clear();
}

void ChecklistPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
