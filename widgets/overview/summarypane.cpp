#include "widgets/overview/summarypane.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/common/markdownview.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/conflict/conflictarea.h"
#include "widgets/overview/summarydraft.h"
#include "widgets/panel/texts.h"

#include <QtCore/QEvent>
#include <QtGui/QAbstractTextDocumentLayout>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

using namespace domain;

namespace {

// px at 100 %
constexpr int leastEditor = 168;
constexpr int mostEditor = 400;

} // namespace

SummaryPane::SummaryPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_all(m_header->addAction({}))
    , m_edit(m_header->addAction({}, Icon::Pencil))
    , m_conflict(new ConflictArea(context, this))
    , m_view(new MarkdownView(context.theme, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_form(new QWidget(this))
    , m_editor(new MarkdownEditor(context.theme, m_form))
    , m_meanwhile(new TextLabel(context.theme, TextStyle::Meta, Role::StateWait, {}, m_form))
    , m_showTheirs(new CommandButton(context.theme, {}, Icon::None, m_form))
    , m_theirs(new MarkdownView(context.theme, m_form))
    , m_problem(new TextLabel(context.theme, TextStyle::Meta, Role::StateFail, {}, m_form))
    , m_cancel(new CommandButton(context.theme, {}, Icon::None, m_form))
    , m_save(new CommandButton(context.theme, {}, Icon::None, m_form))
{
    Theme& theme = context.theme;
    m_all->setKind(CommandButton::Kind::Link);
    m_edit->setKey(Qt::Key_E);
    m_view->setGrows(true);
    m_theirs->setGrows(true);
    m_view->setFocusPolicy(Qt::ClickFocus);
    m_meanwhile->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_showTheirs->setKind(CommandButton::Kind::Link);
    m_showTheirs->setSmall(true);
    m_cancel->setKey(Qt::Key_Escape);
    m_cancel->setSmall(true);
    m_save->setKind(CommandButton::Kind::Filled); // seen only while one writes
    m_save->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_save->setSmall(true);
    m_editor->installEventFilter(this);

    auto* news = new QHBoxLayout;
    news->addWidget(m_meanwhile, 1);
    news->addWidget(m_showTheirs);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(8));
    buttons->addWidget(m_problem, 1);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    form->setSpacing(theme.px(8));
    form->addWidget(m_editor, 1);
    form->addLayout(news);
    form->addWidget(m_theirs);
    form->addLayout(buttons);
    m_editor->setMinimumHeight(theme.px(leastEditor));

    auto* reading = new QVBoxLayout;
    reading->setContentsMargins(theme.px(16), theme.px(2), theme.px(16), 0);
    reading->addWidget(m_view);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, theme.px(12));
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_conflict);
    column->addWidget(m_empty);
    column->addLayout(reading);
    column->addWidget(m_form, 1);
    column->addStretch();

    m_conflict->setFilter(
        [this](const Conflict& conflict) { return conflict.record == summaryIdOf(m_id).uuid(); });
    m_empty->setAction({}, Icon::Pencil);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        const auto now = current();
        begin(outline(), now);
    });
    connect(m_edit, &QAbstractButton::clicked, this, &SummaryPane::edit);
    connect(m_all, &QAbstractButton::clicked, this, [this] {
        m_unfolded = !m_unfolded;
        refresh();
    });
    connect(m_save, &QAbstractButton::clicked, this, &SummaryPane::save);
    connect(m_editor, &MarkdownEditor::commitRequested, this, &SummaryPane::save);
    connect(m_cancel, &QAbstractButton::clicked, this, &SummaryPane::putAway);
    connect(m_editor, &QTextEdit::textChanged, this, &SummaryPane::keepDraft);
    connect(m_editor->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &SummaryPane::fitEditor);
    connect(m_editor, &MarkdownEditor::compositionFinished, this, &SummaryPane::keepDraft);
    connect(m_showTheirs, &QAbstractButton::clicked, this, [this] {
        m_theirs->setVisible(!m_theirs->isVisibleTo(m_form));
        showMeanwhile();
    });
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.kind == Kind::Summary && record.parent == m_id.uuid();
        });
        if (ours)
            refresh();
    });
    retranslate();
}

void SummaryPane::retranslate()
{
    m_header->setTitle(tr("Summary"));
    m_edit->setText(tr("Edit"));
    m_empty->setSentence(tr("Nothing written yet."));
    m_empty->setAction(tr("Start from the template"), Icon::Pencil);
    m_view->setAccessibleName(tr("Summary"));
    m_editor->setAccessibleName(tr("Summary, Markdown"));
    m_theirs->setAccessibleName(tr("Summary as others see it now"));
    m_cancel->setText(tr("Cancel"));
    m_save->setText(tr("Save"));
    refresh();
}

QString SummaryPane::outline() const
{
    return tr("**Impact.** \n\n**Cause, likely.** \n\n**Doing.** \n\n**Not known yet.** ");
}

void SummaryPane::setIncident(Id<Incident> id)
{
    if (id == m_id)
        return;
    if (m_editing)
        close(); // the draft has it
    m_id = id;
    m_unfolded = false;
    m_conflict->refresh();
    refresh();
}

void SummaryPane::setBrief(bool brief)
{
    m_brief = brief;
    refresh();
}

std::optional<Record<Summary>> SummaryPane::current() const
{
    return m_id.isNil() ? std::nullopt : m_context.repositories.summaries.find(summaryIdOf(m_id));
}

void SummaryPane::edit()
{
    if (m_id.isNil())
        return;
    if (m_editing) {
        m_editor->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    if (const auto draft = readSummaryDraft(m_context.repositories.drafts, m_id)) {
        begin(QString::fromStdString(draft->text), draft->base);
        return;
    }
    const auto now = current();
    begin(now ? QString::fromStdString(now->value.text) : QString(), now);
}

void SummaryPane::begin(const QString& text, std::optional<Record<Summary>> base)
{
    m_base = std::move(base);
    m_editor->setMarkdownText(text);
    fitEditor();
    m_editor->moveCursor(QTextCursor::End);
    m_problem->clear();
    m_theirs->hide();
    m_editing = true;
    refresh();
    m_editor->setFocus(Qt::ShortcutFocusReason);
}

/// As high as what is in it, so that its first line is in sight: it is what one opens it for.
void SummaryPane::fitEditor()
{
    const Theme& theme = m_context.theme;
    const int frame = 2 * m_editor->frameWidth() + theme.px(2);
    const int text = static_cast<int>(std::ceil(m_editor->document()->size().height()));
    m_editor->setMinimumHeight(std::clamp(text + frame, theme.px(leastEditor), theme.px(mostEditor)));
}

void SummaryPane::keepDraft()
{
    if (!m_editing || m_editor->composing())
        return;
    const std::string text = m_editor->markdownText().toStdString();
    if (text == (m_base ? m_base->value.text : std::string()))
        dropSummaryDraft(m_context.repositories.drafts, m_id);
    else
        keepSummaryDraft(m_context.repositories.drafts, m_id, {text, m_base});
}

void SummaryPane::save()
{
    if (!m_editing || m_editor->composing())
        return;
    const auto saved = m_context.incidents.saveSummary(m_id, m_base, m_editor->markdownText().toStdString());
    if (!saved) {
        m_problem->setText(tr("Not saved, kept here. %1").arg(texts::error(saved.error())));
        return;
    }
    dropSummaryDraft(m_context.repositories.drafts, m_id);
    close();
}

void SummaryPane::putAway()
{
    keepDraft();
    close();
}

void SummaryPane::close()
{
    m_editing = false;
    m_base.reset();
    refresh();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void SummaryPane::refresh()
{
    const auto now = current();
    const bool written = now && !now->value.text.empty();
    const bool draft = !m_id.isNil() && readSummaryDraft(m_context.repositories.drafts, m_id).has_value();
    m_form->setVisible(m_editing);
    m_view->setVisible(!m_editing && written);
    m_empty->setVisible(!m_editing && !written);
    m_edit->setVisible(!m_editing);
    m_edit->setText(draft ? tr("Go on writing") : tr("Edit"));
    m_all->setVisible(m_brief && written && !m_editing);
    m_all->setText(m_unfolded ? tr("Less") : tr("All of the summary"));
    QString meta;
    if (written) {
        meta = tr("edited %1 by %2")
                   .arg(dateTimeText(now->meta.updatedAt, m_context.clock.now(), m_context.zone),
                        QString::fromStdString(now->meta.updatedBy));
        if (now->meta.unsent > 0)
            meta = tr("%1, not sent yet").arg(meta);
    }
    m_header->setMeta(draft && !m_editing ? tr("A draft is kept here") : meta);
    if (written) {
        QString text = QString::fromStdString(now->value.text);
        if (m_brief && !m_unfolded)
            text = text.section(QStringLiteral("\n\n"), 0, 0);
        m_view->setMarkdownText(text);
    }
    showMeanwhile();
}

void SummaryPane::showMeanwhile()
{
    const auto now = current();
    const bool moved = m_editing && now && now->value.text != (m_base ? m_base->value.text : std::string());
    m_meanwhile->setVisible(moved);
    m_showTheirs->setVisible(moved);
    if (!moved) {
        m_theirs->hide();
        return;
    }
    m_meanwhile->setText(
        tr("Changed meanwhile by %1 at %2. Saving keeps both.")
            .arg(QString::fromStdString(now->meta.updatedBy), timeText(now->meta.updatedAt, m_context.zone)));
    m_showTheirs->setText(m_theirs->isVisibleTo(m_form) ? tr("Hide it") : tr("Show it"));
    m_theirs->setMarkdownText(QString::fromStdString(now->value.text));
}

bool SummaryPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_editor && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        putAway();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SummaryPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
