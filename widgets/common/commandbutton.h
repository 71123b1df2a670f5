#pragma once

#include "widgets/common/icons.h"

#include <QtGui/QKeySequence>
#include <QtWidgets/QPushButton>

namespace matoi::widgets {

class Theme;
enum class TextStyle;

/// A button with icon, label and its key. One filled button a window: the step that comes next.
///
///     auto* post = new CommandButton(theme, tr("Post update"), Icon::Megaphone, this);
///     post->setKind(CommandButton::Kind::Filled);
///     post->setKey(Qt::Key_U);          // shown only; the shortcut is the action's
class CommandButton : public QPushButton
{
    Q_OBJECT

public:
    enum class Kind
    {
        Normal,
        Filled,
        Outlined, ///< the step that Ctrl+Enter takes in a pane, while the window's filled button is another
        Quiet,    ///< no edge
        Danger,   ///< red text; only as the confirming button
        Link      ///< text in accent colour
    };
    Q_ENUM(Kind)

    explicit CommandButton(Theme& theme, const QString& text = {}, Icon icon = Icon::None,
                           QWidget* parent = nullptr);

    void setKind(Kind kind);
    Kind kind() const { return m_kind; }
    void setIconName(Icon icon);
    /// Icon alone, for narrow windows; the label stays as tool tip and accessible name.
    void setIconOnly(bool iconOnly);
    /// 26 high instead of 30.
    void setSmall(bool isSmall);
    void setKey(const QKeySequence& key);
    /// Grey text after the label: a count or countdown, with tabular digits.
    void setDetail(const QString& detail);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QColor textColour() const;
    TextStyle labelStyle() const;
    int iconSide() const;
    bool showsCap() const;
    QString label() const;
    qreal contentWidth() const;
    void relayout();

    Theme& m_theme;
    Kind m_kind = Kind::Normal;
    Icon m_icon;
    QString m_key;
    QString m_detail;
    bool m_iconOnly = false;
    bool m_small = false;
};

} // namespace matoi::widgets
