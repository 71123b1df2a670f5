#include "widgets/palette/palette.h"

#include "models/domain/ports/online.h"
#include "widgets/common/keycap.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/palette/palettedelegate.h"
#include "widgets/panel/connectionwords.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

Palette::Palette(const PanelContext& context, std::vector<PaletteEntry> entries, PaletteModel::Writer write,
                 const QString& about, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_context(context)
    , m_write(std::move(write))
    , m_model(new PaletteModel(this))
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_waits(new TextLabel(context.theme, TextStyle::Body, Role::StateWait, {}, this))
    , m_none(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, tr("No match."), this))
{
    Theme& theme = context.theme;
    setWindowTitle(tr("Command palette"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_field->setFrame(false);
    m_field->setFont(theme.font(TextStyle::DialogTitle));
    m_field->setStyleSheet(QStringLiteral("border: none; background: transparent; padding: 0"));
    m_field->setPlaceholderText(m_write ? tr("A command, a name, an incident, or what just happened")
                                        : tr("A command, a name or an incident"));
    m_field->setAccessibleName(tr("Search or run a command"));
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(theme, *m_model, this));
    m_list->setAccessibleName(tr("Results"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_none->setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14));
    m_waits->setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6));
    m_waits->setWordWrap(true);
    m_waits->hide();

    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12));
    head->setSpacing(theme.px(12));
    auto* icon = new QLabel(this);
    icon->setPixmap(theme.pixmap(Icon::Search, theme.iconSize(18), Role::TextTertiary, devicePixelRatioF()));
    head->addWidget(icon);
    head->addWidget(m_field, 1);
    head->addWidget(new TextLabel(theme, TextStyle::Meta, Role::TextSecondary, about, this));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addWidget(m_list, 1);
    column->addWidget(m_none);
    column->addWidget(m_waits);
    column->addStretch();
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addWidget(foot(m_write != nullptr));

    showWhatWaits();
    m_syncState = context.changes.onSyncState([this](const domain::SyncState&) { showWhatWaits(); });
    connect(m_field, &QLineEdit::textChanged, this, &Palette::typed);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
        choose(index.row());
        runChosen();
    });
    m_model->setEntries(std::move(entries), m_write);
    typed();
}

QWidget* Palette::foot(bool canWrite)
{
    Theme& theme = m_context.theme;
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8));
    row->setSpacing(theme.px(6));
    const auto hint = [&](const QKeySequence& key, const QString& text) {
        row->addWidget(new KeyCap(theme, key, foot));
        row->addWidget(new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, text, foot));
        row->addSpacing(theme.px(8));
    };
    hint(Qt::Key_Return, tr("run"));
    hint(Qt::Key_Tab, tr("fill in details first"));
    if (canWrite)
        hint(QKeySequence(Qt::CTRL | Qt::Key_Return), tr("log it"));
    row->addStretch();
    row->addWidget(new TextLabel(theme, TextStyle::Meta, Role::TextTertiary,
                                 tr("> commands   @ people   # incidents"), foot));
    return foot;
}

void Palette::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    if (QWidget* window = parentWidget() ? parentWidget()->window() : nullptr) {
        const Theme& theme = m_context.theme;
        const int wide = std::min(theme.px(720), window->width() - 32);
        const int high = std::min(theme.px(440), window->height() - theme.px(120));
        resize(wide, high);
        move(window->mapToGlobal(QPoint((window->width() - wide) / 2, theme.px(84))));
    }
    m_field->setFocus();
}

void Palette::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_context.theme;
    QPainter painter(this);
    painter.fillRect(rect(), theme.colour(Role::BgRaised));
    paintBox(painter, rect(),
             {theme.colour(Role::BgRaised), theme.colour(Role::LineControl), Edge::Solid, 0, 0});
}

void Palette::typed()
{
    m_model->setTyped(m_field->text());
    m_waits->hide();
    const bool any = m_model->rowCount() > 0;
    m_list->setVisible(any);
    m_none->setVisible(!any);
    choose(0);
}

void Palette::choose(int row)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const QModelIndex index = m_model->index((row + count) % count);
    m_list->setCurrentIndex(index);
    if (row == 0)
        m_list->scrollToTop(); // with the group's name
    // The focus stays in the field: what is chosen is told with it.
    m_field->setAccessibleDescription(index.data(Qt::AccessibleTextRole).toString());
}

void Palette::leaveAndRun(std::function<void()> what)
{
    // The window must be active again before a dialog opens on it or a field of it takes the focus.
    connect(this, &QObject::destroyed, parent(), [what = std::move(what)] {
        if (what)
            what();
    });
    close();
}

void Palette::runChosen()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || index.row() >= m_model->rowCount())
        return;
    const PaletteEntry& entry = m_model->entry(index.row());
    if (mayRun(entry))
        leaveAndRun(entry.run);
}

/// Queued, it would expire unseen: what waits for a connection is not begun without one.
bool Palette::mayRun(const PaletteEntry& entry)
{
    const bool waits = m_model->waits(entry);
    if (waits) {
        m_waits->setText(whyNobodyIsPaged(m_context.changes.syncState()));
        m_field->setAccessibleDescription(m_waits->text());
    }
    m_waits->setVisible(waits);
    return !waits;
}

void Palette::showWhatWaits()
{
    m_model->setOffline(!domain::isOnline(m_context.changes.syncState()));
    m_list->viewport()->update();
    m_waits->hide();
}

void Palette::fillInChosen()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const PaletteEntry& entry = m_model->entry(index.row());
    if (entry.details && mayRun(entry))
        leaveAndRun(entry.details);
}

void Palette::writeTyped()
{
    if (!m_write)
        return;
    if (const auto entry = m_write(m_field->text().trimmed()))
        leaveAndRun(entry->run);
}

bool Palette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int row = m_list->currentIndex().row();
    switch (key->key()) {
    case Qt::Key_Down: choose(row + 1); return true;
    case Qt::Key_Up: choose(row - 1); return true;
    case Qt::Key_PageDown: choose(std::min(row + 8, m_model->rowCount() - 1)); return true;
    case Qt::Key_PageUp: choose(std::max(row - 8, 0)); return true;
    case Qt::Key_Tab: fillInChosen(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (key->modifiers() & Qt::ControlModifier)
            writeTyped();
        else
            runChosen();
        return true;
    default: return QDialog::eventFilter(watched, event);
    }
}

} // namespace matoi::widgets
