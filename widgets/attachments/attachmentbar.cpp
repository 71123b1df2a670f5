#include "widgets/attachments/attachmentbar.h"

#include "widgets/attachments/attachmentchip.h"
#include "widgets/attachments/attachmentintake.h"
#include "widgets/attachments/attachmentwords.h"
#include "widgets/common/flowlayout.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QDropEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

AttachmentBar::AttachmentBar(const PanelContext& context, Thumbnails& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_thumbnails(thumbnails)
    , m_intake(new AttachmentIntake(
          context, [this] { return static_cast<int>(m_attachments.size()); }, this))
    , m_place(new QWidget(this))
    , m_flow(new FlowLayout(context.theme.px(6), m_place))
    , m_note(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
{
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(context.theme.px(4));
    column->addWidget(m_place);
    column->addWidget(m_note);
    connect(m_intake, &AttachmentIntake::made, this, &AttachmentBar::add);
    connect(m_intake, &AttachmentIntake::refused, this, [this](const QString& sentence) {
        m_problems.append(sentence);
        say();
    });
    connect(m_intake, &AttachmentIntake::busyChanged, this, [this] {
        if (m_intake->busy())
            m_problems.clear();
        say();
        if (!m_intake->busy())
            Q_EMIT ready();
    });
    rebuild();
}

void AttachmentBar::setAttachments(std::vector<Attachment> attachments)
{
    m_intake->cancel();
    m_attachments = std::move(attachments);
    m_problems.clear();
    rebuild();
}

void AttachmentBar::watch(QWidget* widget)
{
    widget->setAcceptDrops(true);
    widget->installEventFilter(this);
}

void AttachmentBar::choose()
{
    m_intake->choose();
}

bool AttachmentBar::busy() const
{
    return m_intake->busy();
}

void AttachmentBar::add(const Attachment& attachment)
{
    // The same file once more is no second file.
    const bool known = std::any_of(m_attachments.begin(), m_attachments.end(), [&](const Attachment& other) {
        return other.sha256 == attachment.sha256 && other.name == attachment.name;
    });
    if (known)
        return;
    m_attachments.push_back(attachment);
    rebuild();
    Q_EMIT edited();
}

void AttachmentBar::remove(AttachmentChip* chip)
{
    const int index = m_flow->indexOf(chip);
    if (index < 0)
        return;
    m_attachments.erase(m_attachments.begin() + index);
    m_problems.clear();
    rebuild();
    // The keyboard stays among the files while there are any.
    if (QLayoutItem* next = m_flow->itemAt(std::min(index, m_flow->count() - 1)))
        next->widget()->setFocus(Qt::OtherFocusReason);
    Q_EMIT edited();
}

void AttachmentBar::rebuild()
{
    while (QLayoutItem* item = m_flow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (std::size_t i = 0; i < m_attachments.size(); ++i) {
        auto* chip = new AttachmentChip(m_context.theme, m_thumbnails, m_attachments[i], m_place);
        connect(chip, &QAbstractButton::clicked, this,
                [this, i] { Q_EMIT openRequested(static_cast<int>(i)); });
        connect(chip, &AttachmentChip::removeRequested, this, [this, chip] { remove(chip); });
        m_flow->addWidget(chip);
        chip->show();
    }
    m_place->setVisible(!m_attachments.empty());
    say();
}

void AttachmentBar::say()
{
    m_note->setRole(m_problems.isEmpty() ? Role::TextSecondary : Role::StateFail);
    if (m_dragging)
        m_note->setText(tr("Drop to attach. %1").arg(attachmentLimitText()));
    else if (!m_problems.isEmpty())
        m_note->setText(m_problems.join(QLatin1Char('\n')));
    else if (m_intake->busy())
        m_note->setText(tr("Reading the files"));
    else
        m_note->clear();
    m_note->setVisible(!m_note->text().isEmpty());
    setVisible(!m_attachments.empty() || !m_note->text().isEmpty());
    Q_EMIT layoutChanged();
}

bool AttachmentBar::takesDrag(QEvent* event)
{
    auto* drop = static_cast<QDropEvent*>(event); // enter, move and drop are
    if (!AttachmentIntake::takes(*drop->mimeData()))
        return false;
    drop->setDropAction(Qt::CopyAction); // what is dropped here stays where it was
    drop->accept();
    return true;
}

bool AttachmentBar::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress: {
        const auto* key = static_cast<QKeyEvent*>(event);
        const QMimeData* pasted =
            key->matches(QKeySequence::Paste) ? QGuiApplication::clipboard()->mimeData() : nullptr;
        if (pasted != nullptr && AttachmentIntake::takes(*pasted)) {
            m_intake->take(*pasted);
            return true;
        }
        if (QKeySequence(key->keyCombination()) == attachKey()) {
            choose();
            return true;
        }
        break;
    }
    case QEvent::DragEnter:
    case QEvent::DragMove:
        if (!takesDrag(event))
            break;
        m_dragging = true;
        say();
        return true;
    case QEvent::DragLeave:
        m_dragging = false;
        say();
        break;
    case QEvent::Drop:
        m_dragging = false;
        say();
        if (!takesDrag(event))
            break;
        m_intake->take(*static_cast<QDropEvent*>(event)->mimeData());
        return true;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void AttachmentBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        say();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
