#include "widgets/attachments/attachmentchip.h"

#include "widgets/attachments/attachmentwords.h"
#include "widgets/attachments/thumbnails.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

#include <cmath>

namespace matoi::widgets {

namespace {

constexpr int chipHeight = 34;
constexpr int padding = 4;
constexpr int gap = 8;
constexpr int widestName = 220;

} // namespace

AttachmentChip::AttachmentChip(Theme& theme, Thumbnails& thumbnails, domain::Attachment attachment,
                               QWidget* parent)
    : PaintedButton(theme, parent)
    , m_thumbnails(thumbnails)
    , m_attachment(std::move(attachment))
    , m_remove(new CommandButton(theme, {}, Icon::X, this))
{
    m_remove->setKind(CommandButton::Kind::Quiet);
    m_remove->setIconOnly(true);
    m_remove->setSmall(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_remove, &QAbstractButton::clicked, this, &AttachmentChip::removeRequested);
    connect(&thumbnails, &Thumbnails::changed, this, [this](const QString& sha256) {
        if (sha256.toStdString() == m_attachment.sha256)
            update();
    });
    retranslate();
}

void AttachmentChip::retranslate()
{
    describe(attachmentText(m_attachment));
    m_remove->setText(tr("Take away %1").arg(QString::fromStdString(m_attachment.name)));
}

int AttachmentChip::pictureSide() const
{
    return theme().px(chipHeight) - 2 * theme().px(padding);
}

QSize AttachmentChip::sizeHint() const
{
    const QFontMetricsF metrics(theme().font(TextStyle::Meta));
    const qreal name = std::min<qreal>(metrics.horizontalAdvance(QString::fromStdString(m_attachment.name)),
                                       theme().px(widestName));
    const qreal size = metrics.horizontalAdvance(fileSizeText(m_attachment.size));
    return {static_cast<int>(std::ceil(name + size)) + pictureSide() + 3 * theme().px(gap) +
                2 * theme().px(padding) + m_remove->sizeHint().width(),
            theme().px(chipHeight)};
}

void AttachmentChip::resizeEvent(QResizeEvent* event)
{
    PaintedButton::resizeEvent(event);
    const QSize size = m_remove->sizeHint();
    m_remove->setGeometry(width() - size.width() - theme().px(padding), (height() - size.height()) / 2,
                          size.width(), size.height());
}

void AttachmentChip::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const Theme& style = theme();
    const Role ground = isDown() ? Role::LineStrong : underMouse() ? Role::BgHover : Role::BgRaised;
    paintBox(painter, rect(), {style.colour(ground), style.colour(Role::LineStrong), Edge::Solid, 4});
    const qreal ratio = devicePixelRatioF();
    const int side = pictureSide();
    const QRect place(style.px(padding), (height() - side) / 2, side, side);
    const Thumbnails::Look look = m_thumbnails.look(m_attachment, QSize(side, side) * 2 * ratio);
    if (look.image.isNull()) {
        const int icon = style.iconSize(16);
        painter.drawPixmap(QPointF(place.center().x() + 1 - icon / 2.0, place.center().y() + 1 - icon / 2.0),
                           style.pixmap(attachmentIcon(m_attachment), icon, Role::TextSecondary, ratio));
    } else {
        const QSizeF fits = QSizeF(look.image.size()).scaled(QSizeF(place.size()), Qt::KeepAspectRatio);
        QRectF target(QPointF(), fits);
        target.moveCenter(QRectF(place).center());
        painter.drawImage(target, look.image);
    }
    painter.setFont(style.font(TextStyle::Meta));
    const QString size = fileSizeText(m_attachment.size);
    const int sizeWidth = painter.fontMetrics().horizontalAdvance(size) + 1;
    const int left = place.right() + 1 + style.px(gap);
    const int right = m_remove->x() - style.px(padding) - sizeWidth;
    painter.setPen(style.colour(Role::TextTertiary));
    painter.drawText(QRect(right, 0, sizeWidth, height()), Qt::AlignVCenter | Qt::AlignRight, size);
    painter.setPen(style.colour(Role::TextPrimary));
    const QRect name(left, 0, right - style.px(gap) - left, height());
    painter.drawText(name, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(QString::fromStdString(m_attachment.name),
                                                      Qt::ElideMiddle, name.width()));
    if (hasFocus())
        paintFocusRing(painter, style, rect(), 4);
}

void AttachmentChip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
        Q_EMIT removeRequested();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    PaintedButton::keyPressEvent(event);
}

void AttachmentChip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    PaintedButton::changeEvent(event);
}

} // namespace matoi::widgets
