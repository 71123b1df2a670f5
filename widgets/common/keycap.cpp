#include "widgets/common/keycap.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

QString keyCapText(const QKeySequence& key)
{
    QString text = key.toString(QKeySequence::NativeText);
    text.replace(u"Return"_s, u"\u23CE"_s);
    text.replace(u"Enter"_s, u"\u23CE"_s);
    text.replace(u"Shift"_s, u"\u21E7"_s);
    // A cap for the plus key itself keeps its sign.
    if (text.size() > 1) {
        text.replace(u'+', u' ');
    }
    return text;
}

QSize keyCapSize(const Theme& theme, const QString& text)
{
    if (text.isEmpty()) {
        return {};
    }
    const int height = theme.px(18);
    const int width = static_cast<int>(std::ceil(theme.textWidth(TextStyle::Caption, text))) + theme.px(9);
    return {std::max(width, height), height};
}

void paintKeyCap(QPainter& painter, const Theme& theme, qreal x, qreal middle, const QString& text,
                 const QColor& colour)
{
    const QSize size = keyCapSize(theme, text);
    const QRectF box(x, std::floor(middle - size.height() / 2.0), size.width(), size.height());
    QColor edge = colour;
    edge.setAlphaF(0.62F);
    paintBox(painter, box, {Qt::transparent, edge, Edge::Solid, 3});
    painter.save();
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(colour);
    painter.drawText(box, Qt::AlignCenter, text);
    painter.restore();
}

KeyCap::KeyCap(Theme& theme, const QKeySequence& key, QWidget* parent)
    : PaintedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setKey(key);
}

void KeyCap::setKey(const QKeySequence& key)
{
    m_text = keyCapText(key);
    describe(tr("Key %1").arg(key.toString(QKeySequence::NativeText)));
    updateGeometry();
    update();
}

QSize KeyCap::sizeHint() const
{
    return keyCapSize(theme(), m_text);
}

void KeyCap::paintEvent(QPaintEvent* /*event*/)
{
    if (!m_text.isEmpty()) {
        QPainter painter(this);
        paintKeyCap(painter, theme(), 0, height() / 2.0, m_text, theme().colour(Role::TextSecondary));
    }
}

KeyCapVisibility::KeyCapVisibility(QObject& application)
{
    application.installEventFilter(this);
}

void KeyCapVisibility::setPolicy(Policy policy)
{
    if (policy != m_policy) {
        m_policy = policy;
        Q_EMIT policyChanged();
    }
}

bool KeyCapVisibility::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease: {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Alt) {
            setAltHeld(event->type() == QEvent::KeyPress);
        }
        break;
    }
    case QEvent::ApplicationStateChange:
    case QEvent::WindowDeactivate: setAltHeld(false); break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

void KeyCapVisibility::setAltHeld(bool held)
{
    if (held != m_altHeld) {
        m_altHeld = held;
        Q_EMIT altHeldChanged();
    }
}

} // namespace matoi::widgets
