#include "widgets/conflict/conflictchooser.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/conflict/conflictside.h"
#include "widgets/panel/texts.h"

#include <QtCore/QEvent>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using commands::Side;
using domain::Conflict;
using domain::ConflictKind;

namespace {

constexpr int narrow = 520; ///< px at 100 % under which the two sides stand one over the other

std::string jsonOf(const QString& text)
{
    const QByteArray listed = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return listed.mid(1, listed.size() - 2).toStdString();
}

} // namespace

ConflictChooser::ConflictChooser(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_commands(context.repositories, context.history)
    , m_sides(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_title(new TextLabel(context.theme, TextStyle::Strong, Role::TextPrimary, {}, this))
    , m_more(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_mine(new ConflictSide(context.theme, Role::StateLocal, this))
    , m_theirs(new ConflictSide(context.theme, Role::AccentText, this))
    , m_both(new CommandButton(context.theme, {}, Icon::GitMerge, this))
    , m_form(new QWidget(this))
    , m_resultTitle(new TextLabel(context.theme, TextStyle::Strong, Role::TextPrimary, {}, m_form))
    , m_result(new MarkdownEditor(context.theme, m_form))
    , m_use(new CommandButton(context.theme, {}, Icon::Check, m_form))
    , m_back(new CommandButton(context.theme, {}, Icon::None, m_form))
    , m_note(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
{
    build();
    connect(&m_mine->button(), &QAbstractButton::clicked, this, [this] { choose(Side::Mine); });
    connect(&m_theirs->button(), &QAbstractButton::clicked, this, [this] { choose(Side::Theirs); });
    connect(m_both, &QAbstractButton::clicked, this, &ConflictChooser::editBoth);
    connect(m_use, &QAbstractButton::clicked, this, &ConflictChooser::useResult);
    connect(m_back, &QAbstractButton::clicked, this, [this] {
        showResult(false);
        m_both->setFocus(Qt::OtherFocusReason);
    });
    connect(m_result, &MarkdownEditor::commitRequested, this, &ConflictChooser::useResult);
    connect(m_result, &QTextEdit::textChanged, this, &ConflictChooser::markResult);
    m_result->installEventFilter(this);
    setFocusProxy(&m_mine->button());
    retranslate();
}

void ConflictChooser::build()
{
    const Theme& theme = m_context.theme;
    m_title->setWordWrap(true);
    m_note->setWordWrap(true);
    m_both->setSmall(true);
    m_use->setSmall(true);
    m_use->setKind(CommandButton::Kind::Outlined);
    m_use->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_back->setSmall(true);
    m_back->setKey(Qt::Key_Escape);
    m_result->setFixedHeight(theme.px(112));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme.iconSize(16) + theme.px(8), 0, 0, 0); // the icon is painted
    head->addWidget(m_title, 1);
    head->addWidget(m_more, 0, Qt::AlignTop);
    m_sides->setSpacing(theme.px(8));
    m_sides->addWidget(m_mine, 1);
    m_sides->addWidget(m_theirs, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(8));
    buttons->addWidget(m_use);
    buttons->addWidget(m_back);
    buttons->addStretch();
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme.px(6));
    form->addWidget(m_resultTitle);
    form->addWidget(m_result);
    form->addLayout(buttons);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(theme.px(12));
    foot->addWidget(m_both, 0, Qt::AlignTop);
    foot->addWidget(m_note, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10));
    column->setSpacing(theme.px(8));
    column->addLayout(head);
    column->addLayout(m_sides);
    column->addWidget(m_form);
    column->addLayout(foot);
    m_form->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void ConflictChooser::retranslate()
{
    m_both->setText(tr("Edit both together"));
    m_resultTitle->setText(tr("Result"));
    m_result->setAccessibleName(tr("Result, to be edited"));
    m_use->setText(tr("Use this result"));
    m_back->setText(tr("Back"));
    if (m_conflict.id == 0)
        return;
    m_words = conflictWords(m_context, m_conflict);
    m_title->setText(tr("%1: you and somebody else changed it").arg(m_words.subject));
    m_more->setText(tr("%n more here", nullptr, m_others));
    m_more->setVisible(m_others > 0);
    m_mine->setTitle(tr("Mine"), tr("only on this computer"));
    m_theirs->setTitle(tr("Theirs"), m_words.theirsFrom);
    m_mine->button().setText(m_words.keepMine);
    m_theirs->button().setText(m_words.takeTheirs);
    m_mine->button().setAccessibleName(tr("%1: %2").arg(m_words.keepMine, m_words.subject));
    m_theirs->button().setAccessibleName(tr("%1: %2").arg(m_words.takeTheirs, m_words.subject));
    m_both->setVisible(m_words.editable && !m_form->isVisibleTo(this));
    m_note->setRole(Role::TextSecondary);
    m_note->setText(tr("Nothing is lost: theirs stays in the history, and Undo brings yours back."));
    setAccessibleName(m_title->text());
    if (m_conflict.conflictKind == ConflictKind::Text) {
        const Theme& theme = m_context.theme;
        m_mine->setLongText(m_words.mine, newSentences(m_conflict.base, m_conflict.mine),
                            theme.colour(Role::StateLocalBg));
        m_theirs->setLongText(m_words.theirs, newSentences(m_conflict.base, m_conflict.theirs),
                              theme.colour(Role::AccentTint));
    } else {
        m_mine->setValue(m_words.mine);
        m_theirs->setValue(m_words.theirs);
    }
}

void ConflictChooser::setConflict(const Conflict& conflict, int others)
{
    const bool same = conflict.id == m_conflict.id;
    const bool moved = same && (conflict.theirs != m_conflict.theirs || conflict.mine != m_conflict.mine);
    if (same && !moved && others == m_others)
        return; // a choice may be under way
    m_conflict = conflict;
    m_others = others;
    if (!same)
        showResult(false);
    retranslate();
    if (moved) {
        m_note->setRole(Role::StateWait);
        m_note->setText(tr("It was changed again meanwhile. This is the new state."));
    }
}

void ConflictChooser::choose(Side side)
{
    tell(m_commands.settle(m_conflict, side));
}

void ConflictChooser::editBoth()
{
    const bool isLong = m_conflict.conflictKind == ConflictKind::Text;
    m_result->setMarkdownText(isLong ? bothTexts(m_conflict)
                                     : QStringLiteral("%1 %2").arg(m_words.mine, m_words.theirs));
    showResult(true);
    m_result->moveCursor(QTextCursor::End);
    m_result->setFocus(Qt::OtherFocusReason);
}

void ConflictChooser::useResult()
{
    if (m_result->composing())
        return;
    const QString text = m_result->markdownText();
    tell(m_commands.settle(m_conflict, m_conflict.conflictKind == ConflictKind::Text
                                           ? text.toStdString()
                                           : jsonOf(text.simplified())));
}

void ConflictChooser::showResult(bool shown)
{
    m_form->setVisible(shown);
    m_both->setVisible(!shown && m_words.editable);
}

void ConflictChooser::markResult()
{
    if (m_conflict.conflictKind != ConflictKind::Text)
        return;
    const Theme& theme = m_context.theme;
    std::vector<std::pair<std::string, QColor>> marks;
    for (const std::string& sentence : newSentences(m_conflict.base, m_conflict.mine))
        marks.emplace_back(sentence, theme.colour(Role::StateLocalBg));
    for (const std::string& sentence : newSentences(m_conflict.base, m_conflict.theirs))
        marks.emplace_back(sentence, theme.colour(Role::AccentTint));
    markSentences(*m_result, marks);
}

void ConflictChooser::tell(const domain::Result<void>& settled)
{
    if (settled)
        return; // the conflict is gone, and with it this widget
    m_note->setRole(Role::StateFail);
    m_note->setText(texts::error(settled.error()));
}

bool ConflictChooser::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_result && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_back->click();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ConflictChooser::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_sides->setDirection(width() < m_context.theme.px(narrow) ? QBoxLayout::TopToBottom
                                                               : QBoxLayout::LeftToRight);
}

void ConflictChooser::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ConflictChooser::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_context.theme;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(),
             {.fill = theme.colour(Role::StateWaitBg), .edge = theme.colour(Role::StateWait), .radius = 5});
    const int side = theme.iconSize(16);
    const int middle = m_title->y() + theme.lineHeight(TextStyle::Strong) / 2;
    painter.drawPixmap(QPointF(theme.px(12), middle - side / 2.0),
                       theme.pixmap(Icon::GitMerge, side, Role::StateWait, devicePixelRatioF()));
}

} // namespace matoi::widgets
