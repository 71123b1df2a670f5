#pragma once

#include "widgets/common/accessible.h"

#include <QtGui/QKeySequence>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace matoi::widgets {

/// "Ctrl K", "Ctrl ⏎", "Esc": a key as it is printed on a cap. Empty for an empty sequence.
QString keyCapText(const QKeySequence& key);

/// Size of the cap that paintKeyCap draws; nothing for an empty text.
QSize keyCapSize(const Theme& theme, const QString& text);

/// One cap with its left edge at `x`, centred on `middle`. `colour` is both its text's and (weaker) its
/// edge's.
void paintKeyCap(QPainter& painter, const Theme& theme, qreal x, qreal middle, const QString& text,
                 const QColor& colour);

/// A key beside something that it works on.
class KeyCap : public PaintedWidget
{
    Q_OBJECT

public:
    KeyCap(Theme& theme, const QKeySequence& key, QWidget* parent = nullptr);

    void setKey(const QKeySequence& key);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
};

/// Whether buttons show their keys (Settings, "Show keys"). Owned by Theme.
class KeyCapVisibility : public QObject
{
    Q_OBJECT

public:
    enum class Policy
    {
        OnAlt, ///< while Alt is held; the cap then stands in the icon's place, so that nothing moves
        Always
    };
    Q_ENUM(Policy)

    explicit KeyCapVisibility(QObject& application);

    Policy policy() const { return m_policy; }
    void setPolicy(Policy policy);
    bool altHeld() const { return m_altHeld; }

Q_SIGNALS:
    /// Buttons change their size: lay out anew.
    void policyChanged();
    /// Buttons change what they show, not their size.
    void altHeldChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setAltHeld(bool held);

    Policy m_policy = Policy::OnAlt;
    bool m_altHeld = false;
};

} // namespace matoi::widgets
