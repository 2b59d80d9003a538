// SPDX-License-Identifier: BSL-1.0
#include "packed.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/version.hpp>

#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace pangkas::python {
namespace {

constexpr std::uint32_t byte_order = 0x01020304;
constexpr std::uint8_t no_kind = 0xff;

class packer {
 public:
  template <class Value>
  void number(Value value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <class Value>
  void numbers(const Value* values, std::size_t count) {
    number(std::uint64_t{count});
    if (count > 0) bytes_.append(reinterpret_cast<const char*>(values), count * sizeof(Value));
  }
  void text(std::string_view value) { numbers(value.data(), value.size()); }
  void number_or_none(const std::optional<double>& value) {
    number(value.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  void texts(const text_column& column) {
    number(std::uint64_t{column.size()});
    for (std::size_t i = 0; i < column.size(); ++i) text(column[i]);
  }
  void dictionary(const dictionary_column& column) {
    texts(column.values());
    std::vector<std::uint32_t> entries(column.size());
    for (std::size_t row = 0; row < entries.size(); ++row) entries[row] = column.entry(row);
    numbers(entries.data(), entries.size());
  }
  void reals(const number_column& column) {
    numbers(column.values().data(), column.values().size());
  }
  /// Only what has a text, with its row.
  void rare_texts(const rare_text_column& column) {
    std::uint64_t texts = 0;
    for (std::size_t row = 0; column.any() && row < column.size(); ++row)
      texts += column[row].empty() ? 0 : 1;
    number(texts);
    for (std::size_t row = 0; texts > 0 && row < column.size(); ++row)
      if (const std::string_view value = column[row]; !value.empty()) {
        number(static_cast<std::uint32_t>(row));
        text(value);
      }
  }
  /// Only what has a number, with its row.
  void rare_reals(const rare_number_column& column) {
    std::vector<std::uint32_t> rows;
    std::vector<double> values;
    for (std::size_t row = 0; column.any() && row < column.size(); ++row)
      if (const auto value = column[row]) {
        rows.push_back(static_cast<std::uint32_t>(row));
        values.push_back(*value);
      }
    numbers(rows.data(), rows.size());
    numbers(values.data(), values.size());
  }
  [[nodiscard]] std::string take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class unpacker {
 public:
  explicit unpacker(std::string_view bytes) : bytes_(bytes) {}

  [[noreturn]] static void fail() {
    throw input_error("the pickled organisation is damaged; pickle it again");
  }
  std::string_view raw(std::size_t size) {
    if (size > bytes_.size()) fail();
    const std::string_view part = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return part;
  }
  template <class Value>
  Value number() {
    Value value{};
    std::memcpy(&value, raw(sizeof value).data(), sizeof value);
    return value;
  }
  std::optional<double> number_or_none() {
    const auto value = number<double>();
    return value == value ? std::optional(value) : std::nullopt;
  }
  std::size_t count(std::size_t bytes_each) {
    const auto n = number<std::uint64_t>();
    if (n > bytes_.size() / bytes_each) fail();
    return static_cast<std::size_t>(n);
  }
  template <class Value>
  std::vector<Value> numbers() {
    std::vector<Value> values(count(sizeof(Value)));
    const std::string_view part = raw(values.size() * sizeof(Value));
    if (!values.empty()) std::memcpy(values.data(), part.data(), part.size());
    return values;
  }
  std::string_view text() { return raw(count(1)); }
  template <class Column>
  std::shared_ptr<Column> dictionary(std::size_t rows) {
    std::vector<std::string_view> values(count(sizeof(std::uint64_t)));
    for (std::string_view& value : values) value = text();
    const auto entries = numbers<std::uint32_t>();
    if (entries.size() != rows) fail();
    auto column = std::make_shared<Column>();
    column->reserve(rows);
    for (const std::uint32_t entry : entries) {
      if (entry >= values.size()) fail();
      column->push_back(values[entry]);
    }
    return column;
  }
  std::shared_ptr<number_column> reals(std::size_t rows) {
    const auto values = numbers<double>();
    if (values.size() != rows) fail();
    auto column = std::make_shared<number_column>();
    column->reserve(rows);
    for (const double value : values)
      column->push_back(value == value ? std::optional(value) : std::nullopt);
    return column;
  }
  std::shared_ptr<rare_number_column> rare_reals(std::size_t rows) {
    const auto places = numbers<std::uint32_t>();
    const auto values = numbers<double>();
    if (values.size() != places.size()) fail();
    auto column = std::make_shared<rare_number_column>();
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i] >= rows || places[i] < column->size() || !(values[i] == values[i])) fail();
      column->append_none(places[i] - column->size());
      column->push_back(values[i]);
    }
    column->append_none(rows - column->size());
    return column;
  }
  std::shared_ptr<rare_text_column> rare_texts(std::size_t rows) {
    auto column = std::make_shared<rare_text_column>();
    for (std::size_t left = count(sizeof(std::uint32_t)); left > 0; --left) {
      const auto row = number<std::uint32_t>();
      if (row >= rows || row < column->size()) fail();
      column->append_none(row - column->size());
      column->push_back(text());
    }
    column->append_none(rows - column->size());
    return column;
  }
  [[nodiscard]] bool is_at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

/// Scheme, matters and steps alone, as native JSON: rare, and of many fields.
std::string frame_of(const organisation& org) {
  organisation_parts parts;
  parts.scheme = org.parts().scheme;
  parts.matters = org.matters();
  parts.steps = org.steps();
  return to_json(organisation(std::move(parts)));
}

void pack_flags(packer& to, const flag_column& flags) {
  to.number(std::uint64_t{flags.lists().size()});
  for (const std::vector<std::string>& list : flags.lists()) {
    to.number(std::uint64_t{list.size()});
    for (const std::string& flag : list) to.text(flag);
  }
  std::vector<std::uint32_t> entries(flags.size());
  for (std::size_t row = 0; row < entries.size(); ++row) entries[row] = flags.entry(row);
  to.numbers(entries.data(), entries.size());
}

std::shared_ptr<flag_column> unpack_flags(unpacker& from, std::size_t rows) {
  std::vector<std::vector<std::string>> lists(from.count(sizeof(std::uint64_t)));
  for (auto& list : lists) {
    list.resize(from.count(sizeof(std::uint64_t)));
    for (std::string& flag : list) flag = from.text();
  }
  const auto entries = from.numbers<std::uint32_t>();
  if (entries.size() != rows) unpacker::fail();
  auto flags = std::make_shared<flag_column>();
  flags->reserve(rows);
  for (const std::uint32_t entry : entries) {
    if (entry >= lists.size()) unpacker::fail();
    flags->push_back(lists[entry]);
  }
  return flags;
}

void pack_authorities(packer& to, const std::vector<authority>& all) {
  to.number(std::uint64_t{all.size()});
  for (const authority& a : all) {
    for (const std::string* part :
         {&a.position, &a.matter, &a.giver, &a.legal_source, &a.from, &a.until})
      to.text(*part);
    to.number_or_none(a.limit);
    to.number(static_cast<std::uint8_t>(a.source));
    to.number(a.acting ? static_cast<std::uint8_t>(*a.acting) : no_kind);
    to.text(a.whoever ? to_string(*a.whoever) : std::string{});
    to.number(std::uint64_t{a.except.size()});
    for (const std::string& code : a.except) to.text(code);
    for (const std::optional<condition>* when : {&a.originators, &a.receivers})
      to.text(*when ? to_string(**when) : std::string{});
    to.text(to_string(a.with));
    to.text(a.currency);
    to.number(std::uint64_t{a.limits.size()});
    for (const pangkas::named_amount& m : a.limits) {
      to.text(m.name);
      to.number(m.value);
    }
    for (const std::optional<double>* number : {&a.budget_share, &a.acting_limit, &a.waiting_hours})
      to.number_or_none(*number);
    to.number(a.quorum.value_or(0));
    to.number(static_cast<std::uint8_t>(a.stays ? 1 : 0));
  }
}

std::vector<authority> unpack_authorities(unpacker& from) {
  std::vector<authority> all(from.count(sizeof(std::uint64_t)));
  for (authority& a : all) {
    for (std::string* part : {&a.position, &a.matter, &a.giver, &a.legal_source, &a.from, &a.until})
      *part = from.text();
    a.limit = from.number_or_none();
    const auto source = from.number<std::uint8_t>();
    const auto acting = from.number<std::uint8_t>();
    if (source >= detail::authority_source_names.size()) unpacker::fail();
    a.source = static_cast<authority_source>(source);
    if (acting != no_kind) {
      if (acting >= detail::acting_capacity_names.size()) unpacker::fail();
      a.acting = static_cast<acting_capacity>(acting);
    }
    if (const auto text = from.text(); !text.empty()) a.whoever = parse_holder(text);
    a.except.resize(from.count(sizeof(std::uint64_t)));
    for (std::string& code : a.except) code = from.text();
    for (std::optional<condition>* when : {&a.originators, &a.receivers})
      if (const auto text = from.text(); !text.empty()) *when = parse_condition(text);
    if (const auto text = from.text(); !text.empty()) a.with = parse_holder_list(text);
    a.currency = from.text();
    a.limits.resize(from.count(sizeof(std::uint64_t)));
    for (pangkas::named_amount& m : a.limits) {
      m.name = from.text();
      m.value = from.number<double>();
    }
    for (std::optional<double>* number : {&a.budget_share, &a.acting_limit, &a.waiting_hours})
      *number = from.number_or_none();
    if (const auto quorum = from.number<std::uint32_t>(); quorum > 0) a.quorum = quorum;
    a.stays = from.number<std::uint8_t>() != 0;
  }
  return all;
}

void pack_lines(packer& to, const organisation_parts& parts) {
  to.number(std::uint64_t{parts.line_names.size()});
  for (const std::string& name : parts.line_names) to.text(name);
  to.number(std::uint64_t{parts.lines.size()});
  for (const row_line& l : parts.lines) {
    for (const std::uint32_t part :
         {l.superior, l.subordinate, l.matter, l.role, l.from, l.until, l.legal_source})
      to.number(part);
    to.number(static_cast<std::uint8_t>(l.type));
  }
}

void unpack_lines(unpacker& from, organisation_parts& parts, std::size_t rows) {
  parts.line_names.resize(from.count(sizeof(std::uint64_t)));
  for (std::string& name : parts.line_names) name = from.text();
  parts.lines.resize(from.count(7 * sizeof(std::uint32_t)));
  for (row_line& l : parts.lines) {
    for (std::uint32_t* part :
         {&l.superior, &l.subordinate, &l.matter, &l.role, &l.from, &l.until, &l.legal_source})
      *part = from.number<std::uint32_t>();
    const auto type = from.number<std::uint8_t>();
    for (const std::uint32_t name : {l.matter, l.role, l.from, l.until, l.legal_source})
      if (name >= parts.line_names.size()) unpacker::fail();
    if (l.superior >= rows || l.subordinate >= rows || type >= detail::line_type_names.size())
      unpacker::fail();
    l.type = static_cast<line_type>(type);
  }
}

}  // namespace

std::string pack(const organisation& org) {
  const organisation_parts& parts = org.parts();
  const position_table& table = parts.table;
  packer to;
  to.number(byte_order);
  to.text(version);
  to.text(frame_of(org));
  to.texts(table.codes->texts);
  to.numbers(parts.superiors.data(), parts.superiors.size());
  to.number(std::uint64_t{parts.unresolved.size()});
  for (const auto& [row, code] : parts.unresolved) {
    to.number(row);
    to.text(code);
  }
  to.dictionary(*table.titles);
  std::vector<std::uint8_t> kinds(org.size());
  for (std::size_t row = 0; row < kinds.size(); ++row) {
    const auto kind = (*table.kinds)[row];
    kinds[row] = kind ? static_cast<std::uint8_t>(*kind) : no_kind;
  }
  to.numbers(kinds.data(), kinds.size());
  to.dictionary(*table.ranks);
  to.dictionary(*table.units);
  to.reals(*table.seats);
  to.reals(*table.filled);
  to.dictionary(*table.classes);
  to.reals(*table.costs);
  to.rare_reals(*table.budgets);
  pack_flags(to, *table.flags);
  to.rare_texts(*table.holders);
  to.rare_texts(*table.legal_sources);
  pack_authorities(to, parts.authorities);
  pack_lines(to, parts);
  return std::move(to).take();
}

organisation unpack(std::string_view bytes) {
  unpacker from(bytes);
  if (from.number<std::uint32_t>() != byte_order)
    throw input_error("the organisation was pickled on a machine of another byte order; use JSON");
  if (const std::string_view made_by = from.text(); made_by != version)
    throw input_error("the organisation was pickled by version " + std::string(made_by) +
                      ", this is " + std::string(version) + "; use JSON between versions");
  organisation_parts parts;
  {
    const organisation frame = read_json(from.text()).organisation;
    parts.scheme = frame.parts().scheme;
    parts.matters = frame.matters();
    parts.steps = frame.steps();
  }
  const std::size_t rows = from.count(sizeof(std::uint64_t));
  auto codes = std::make_shared<code_column>();
  codes->texts.reserve(rows);
  codes->index.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string_view code = from.text();
    if (codes->index.find(codes->texts, code)) unpacker::fail();
    codes->texts.push_back(code);
    codes->index.enter_last(codes->texts);
  }
  parts.superiors = from.numbers<row_index>();
  if (parts.superiors.size() != rows) unpacker::fail();
  for (const row_index above : parts.superiors)
    if (above != no_row && above >= rows) unpacker::fail();
  parts.unresolved.resize(from.count(sizeof(std::uint32_t)));
  row_index before = 0;
  for (auto& [row, code] : parts.unresolved) {
    row = from.number<row_index>();
    if (row >= rows || row < before) unpacker::fail();
    before = row;
    code = from.text();
  }
  position_table& table = parts.table;
  table.codes = std::move(codes);
  table.titles = from.dictionary<dictionary_column>(rows);
  const auto kinds = from.numbers<std::uint8_t>();
  if (kinds.size() != rows) unpacker::fail();
  auto kind_of = std::make_shared<kind_column>();
  kind_of->reserve(rows);
  for (const std::uint8_t kind : kinds) {
    if (kind != no_kind && kind >= detail::kind_names.size()) unpacker::fail();
    kind_of->push_back(kind == no_kind ? std::nullopt
                                       : std::optional(static_cast<position_kind>(kind)));
  }
  table.kinds = std::move(kind_of);
  table.ranks = from.dictionary<dictionary_column>(rows);
  table.units = from.dictionary<dictionary_column>(rows);
  table.seats = from.reals(rows);
  table.filled = from.reals(rows);
  table.classes = from.dictionary<dictionary_column>(rows);
  table.costs = from.reals(rows);
  table.budgets = from.rare_reals(rows);
  table.flags = unpack_flags(from, rows);
  table.holders = from.rare_texts(rows);
  table.legal_sources = from.rare_texts(rows);
  parts.authorities = unpack_authorities(from);
  unpack_lines(from, parts, rows);
  if (!from.is_at_end()) unpacker::fail();
  return organisation(std::move(parts));
}

}  // namespace pangkas::python
