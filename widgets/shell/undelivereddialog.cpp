#include "widgets/shell/undelivereddialog.h"

#include "models/domain/ports/online.h"
#include "widgets/common/chip.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/contacts/calllist.h"
#include "widgets/panel/question.h"
#include "widgets/shell/undeliveredwords.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

/// Enough to know it again; Copy takes all of it.
constexpr qsizetype shownLetters = 400;

/// Red is an edge, never a filled block: it must not be louder than impact 1.
class Row final : public QWidget
{
public:
    Row(Theme& theme, QWidget* parent)
        : QWidget(parent)
        , m_theme(theme)
    {}

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(QRect(0, 0, m_theme.px(3), height()), m_theme.colour(Role::StateFail));
        paintHorizontalLine(painter, 0, width(), height() - hairlineWidth(painter),
                            m_theme.colour(Role::LineHairline));
    }

private:
    Theme& m_theme;
};

} // namespace

UndeliveredDialog::UndeliveredDialog(const PanelContext& context, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_items(dynamic_cast<UndeliveredItems*>(&context.repositories.outbox))
    , m_page(new QWidget)
    , m_rows(new QVBoxLayout(m_page))
    , m_about(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_close(new CommandButton(context.theme, tr("Close"), Icon::None, this))
{
    Theme& theme = context.theme;
    setWindowTitle(tr("Not delivered"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_about->setWordWrap(true);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Not delivered"));
    scroll->setWidget(m_page);
    for (QWidget* ground : {scroll->viewport(), m_page})
        ground->setAutoFillBackground(false); // one ground with the rest of the dialog
    m_close->setKey(Qt::Key_Escape);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(12));
    head->setSpacing(theme.px(4));
    head->addWidget(
        new TextLabel(theme, TextStyle::DialogTitle, Role::TextPrimary, tr("Not delivered"), this));
    head->addWidget(m_about);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(12));
    foot->addStretch();
    foot->addWidget(m_close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addWidget(scroll, 1);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addLayout(foot);
    connect(m_close, &QAbstractButton::clicked, this, &QDialog::accept);
    m_subscriptions.push_back(context.changes.onSyncState([this](const SyncState&) { refresh(); }));
    m_rows->addStretch(1);
    refresh();
    m_close->setFocus();
    const QSize room = parent != nullptr ? parent->size() : QSize(1440, 900);
    resize(QSize(theme.px(760), theme.px(520)).boundedTo(room * 0.92));
}

/// Row by row: a button under the pointer or with the focus stays what it is while others come and go.
void UndeliveredDialog::refresh()
{
    const auto now = undeliveredOf(m_context.repositories.outbox);
    bool lostFocus = false;
    std::erase_if(m_lines, [&](const Line& line) {
        const bool gone = std::find(now.begin(), now.end(), line.one) == now.end();
        if (gone) {
            lostFocus |= line.row->isAncestorOf(focusWidget());
            line.row->hide(); // it may hold the button whose press brought us here
            line.row->deleteLater();
        }
        return gone;
    });
    for (const Undelivered& one : now)
        if (std::none_of(m_lines.begin(), m_lines.end(), [&](const Line& line) { return line.one == one; })) {
            m_lines.push_back(makeLine(one));
            m_rows->insertWidget(m_rows->count() - 1, m_lines.back().row);
        }
    for (const Line& line : m_lines)
        if (line.again != nullptr)
            allow(*line.again, line.one);
    m_about->setText(m_lines.empty()
                         ? tr("Everything that was asked for here was delivered.")
                         : tr("The service did not do this. It is not sent later by itself, and stays "
                              "here until you decide."));
    // What is pressed next must have been read: never the button of another row.
    if (lostFocus)
        m_close->setFocus();
}

/// An edit waits for the connection by itself; an effect would only be given up once more.
void UndeliveredDialog::allow(CommandButton& again, const Undelivered& one) const
{
    const SyncState state = m_context.changes.syncState();
    const bool allowed = undeliveredWords(m_context, one).edit || isOnline(state);
    again.setEnabled(allowed);
    again.setToolTip(allowed ? QString() : tr("Not possible without a connection. Call by hand."));
}

UndeliveredDialog::Line UndeliveredDialog::makeLine(const Undelivered& one)
{
    Theme& theme = m_context.theme;
    const UndeliveredWords words = undeliveredWords(m_context, one);
    auto* row = new Row(theme, m_page);
    row->setAccessibleName(words.title);
    auto* icon = new QLabel(row);
    icon->setPixmap(
        theme.pixmap(Icon::TriangleAlert, theme.iconSize(16), Role::StateFail, devicePixelRatioF()));
    auto* title = new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, words.title, row);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    const bool expired = one.item.state == OutboxItem::State::Expired;
    auto* tag = new Tag(theme,
                        one.mayHaveHappened ? tr("no answer")
                        : expired           ? tr("queued, NOT delivered")
                                            : tr("refused"),
                        Tag::Tone::Fail, Icon::None, row);
    auto* head = new QHBoxLayout;
    head->setSpacing(theme.px(8));
    head->addWidget(icon, 0, Qt::AlignTop);
    head->addWidget(title, 1);
    head->addWidget(tag, 0, Qt::AlignTop);
    auto* why = new TextLabel(theme, TextStyle::Meta, Role::TextSecondary, words.why, row);
    why->setTextFormat(Qt::PlainText);
    why->setWordWrap(true);
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(12));
    column->setSpacing(theme.px(6));
    column->addLayout(head);
    column->addWidget(why);
    if (!words.text.isEmpty()) {
        QString shown = words.text.left(shownLetters);
        if (shown.size() < words.text.size())
            shown += QChar(0x2026);
        auto* text = new TextLabel(theme, TextStyle::Body, Role::TextPrimary, shown, row);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setAccessibleName(tr("What you wrote: %1").arg(shown));
        column->addWidget(text);
    }
    if (one.contact) {
        auto* calls = new CallList(m_context, row);
        calls->setPeople(peopleBehind(m_context, {*one.contact}));
        calls->setVisible(!calls->isEmpty());
        column->addWidget(calls);
    }
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(8));
    column->addLayout(buttons);
    return {one, row, addButtons(one, row, *buttons)};
}

CommandButton* UndeliveredDialog::addButtons(const Undelivered& one, QWidget* row, QHBoxLayout& line)
{
    const UndeliveredWords words = undeliveredWords(m_context, one);
    CommandButton* again = nullptr;
    const auto add = [&](const QString& text, Icon icon, auto&& act) {
        auto* button = new CommandButton(m_context.theme, text, icon, row);
        button->setSmall(true);
        button->setAutoDefault(false);
        button->setAccessibleName(tr("%1, %2").arg(text, words.title));
        connect(button, &QAbstractButton::clicked, this, std::forward<decltype(act)>(act));
        line.addWidget(button);
        return button;
    };
    if (words.again)
        again = add(tr("Try again"), Icon::RefreshCw, [this, id = one.item.id] { tryAgain(id); });
    if (!words.text.isEmpty())
        add(tr("Copy text"), Icon::Copy,
            [text = words.text] { QGuiApplication::clipboard()->setText(text); });
    add(words.edit ? tr("Discard…") : tr("Dismiss"), Icon::None, [this, one] {
        dismiss(one);
    })->setKind(CommandButton::Kind::Quiet);
    line.addStretch(1);
    return again;
}

void UndeliveredDialog::dismiss(const Undelivered& one)
{
    const auto go = [this, id = one.item.id] {
        m_context.repositories.outbox.dismiss(id);
        refresh();
    };
    const UndeliveredWords words = undeliveredWords(m_context, one);
    if (!words.edit) {
        go();
        return;
    }
    ask(this,
        {tr("Discard"), tr("Discard “%1”?").arg(words.title),
         tr("What you wrote is taken away, and the service's state is shown again. Copy the text first if "
            "you need "
            "it."),
         tr("Discard it")},
        go);
}

void UndeliveredDialog::tryAgain(std::int64_t id)
{
    if (m_items != nullptr)
        m_items->tryAgain(id);
    refresh();
}

} // namespace matoi::widgets
