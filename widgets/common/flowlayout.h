#pragma once

#include <QtWidgets/QLayout>

namespace matoi::widgets {

/// Places its widgets one after the other, and in the next line when one is full: tags, chips.
class FlowLayout final : public QLayout
{
public:
    explicit FlowLayout(int spacing, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    /// Returns the height that it takes.
    int place(const QRect& whole, bool apply) const;

    QList<QLayoutItem*> m_items;
};

} // namespace matoi::widgets
