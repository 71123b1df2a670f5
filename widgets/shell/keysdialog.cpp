#include "widgets/shell/keysdialog.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/keycap.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

namespace {

QWidget* groupBox(Theme& theme, const KeysDialog::Group& group, QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, theme.px(10));
    grid->setHorizontalSpacing(theme.px(8));
    grid->setVerticalSpacing(theme.px(3));
    grid->addWidget(new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, group.title, box), 0, 0, 1, 3);
    int line = 1;
    for (const KeysDialog::Row& row : group.rows) {
        auto* text = new TextLabel(theme, TextStyle::Body, Role::TextSecondary, row.text, box);
        // Read out as one: a cap alone says nothing.
        QStringList keys{row.letter.toString(QKeySequence::NativeText),
                         row.key.toString(QKeySequence::NativeText)};
        keys.removeAll(QString());
        text->setAccessibleName(QStringLiteral("%1: %2").arg(row.text, keys.join(QStringLiteral(", "))));
        grid->addWidget(text, line, 0);
        if (!row.letter.isEmpty())
            grid->addWidget(new KeyCap(theme, row.letter, box), line, 1, Qt::AlignRight);
        if (!row.key.isEmpty())
            grid->addWidget(new KeyCap(theme, row.key, box), line, 2, Qt::AlignLeft);
        ++line;
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnMinimumWidth(2, theme.px(84));
    return box;
}

} // namespace

KeysDialog::KeysDialog(Theme& theme, const std::vector<Group>& groups, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keys for this screen"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* page = new QWidget;
    auto* columns = new QHBoxLayout(page);
    columns->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(8));
    columns->setSpacing(theme.px(28));
    QVBoxLayout* sides[] = {new QVBoxLayout, new QVBoxLayout};
    std::size_t all = 0;
    for (const Group& group : groups)
        all += group.rows.size() + 1;
    std::size_t put = 0;
    for (const Group& group : groups) {
        sides[put * 2 < all ? 0 : 1]->addWidget(groupBox(theme, group, page));
        put += group.rows.size() + 1;
    }
    for (QVBoxLayout* side : sides) {
        side->addStretch();
        columns->addLayout(side, 1);
    }
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll = scroll;
    scroll->setWidget(page);
    auto* close = new CommandButton(theme, tr("Close"), Icon::None, this);
    close->setKey(Qt::Key_Escape);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(12));
    foot->addWidget(new TextLabel(theme, TextStyle::Meta, Role::TextTertiary,
                                  tr("Single letters work while nothing is typed into."), this));
    foot->addStretch();
    foot->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addLayout(foot);
    connect(close, &QAbstractButton::clicked, this, &QDialog::accept);
    const QSize room = parent != nullptr ? parent->size() : QSize(1440, 900);
    resize(QSize(theme.px(860), theme.px(640)).boundedTo(room * 0.92));
    close->setFocus();
}

void KeysDialog::keyPressEvent(QKeyEvent* event)
{
    using Action = QAbstractSlider::SliderAction;
    const std::pair<int, Action> moves[] = {{Qt::Key_Up, Action::SliderSingleStepSub},
                                            {Qt::Key_Down, Action::SliderSingleStepAdd},
                                            {Qt::Key_PageUp, Action::SliderPageStepSub},
                                            {Qt::Key_PageDown, Action::SliderPageStepAdd}};
    for (const auto& [key, move] : moves)
        if (event->key() == key) {
            m_scroll->verticalScrollBar()->triggerAction(move);
            return;
        }
    QDialog::keyPressEvent(event);
}

} // namespace matoi::widgets
