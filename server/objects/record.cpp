#include "objects/record.hpp"

#include "platform/crypto/uuid.hpp"
#include "platform/refusal.hpp"

namespace elan {

Record::Record(const Object& object, std::string id) : object_(&object), values_(object.fields().size()) {
    for (std::size_t i = Object::system_fields; i < values_.size(); ++i) values_[i] = object.fields()[i].default_value;
    values_[object.id.index] = std::move(id);
}

Record Record::stored(const Object& object, std::vector<Value> values) {
    Record record;
    record.object_ = &object;
    record.values_ = std::move(values);
    record.new_ = false;
    return record;
}

Record Record::with_id(std::string id) const {
    if (!is_uuid(id)) refuse({{"id", "Donnez un identifiant UUID, en minuscules."}});
    auto renamed = *this;
    renamed.values_[object_->id.index] = std::move(id);
    return renamed;
}

const std::string& Record::id() const { return std::get<std::string>(values_[object_->id.index]); }

std::int64_t Record::revision() const { return (*this)[object_->revision]; }

const Value& Record::before(std::size_t index) const {
    static const Value nothing;
    if (new_) return nothing;
    return before_ ? (*before_)[index] : values_[index];
}

bool Record::changed(std::size_t index) const { return values_[index] != before(index); }

std::vector<std::size_t> Record::changed_fields() const {
    std::vector<std::size_t> positions;
    for (std::size_t i = object_->deleted_at.index; i < values_.size(); ++i) {
        if (changed(i)) positions.push_back(i);
    }
    return positions;
}

std::string Record::title() const {
    std::string title;
    for (const auto index : object_->title_fields()) {
        const auto& field = object_->fields()[index];
        const auto part = field.type->show(field, values_[index]);
        if (part.empty()) continue;
        if (!title.empty()) title += ' ';
        title += part;
    }
    return title;
}

}  // namespace elan
