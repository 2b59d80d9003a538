// SPDX-License-Identifier: BSL-1.0
#include "json_table.hpp"

#include "json_document.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/text.hpp>

#include <fmt/format.h>
#include <simdjson.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

using nlohmann::json;

// An organisation of a hundred layers takes two hundred.
constexpr int deepest_json = 512;
constexpr std::size_t most_keys = 1000;

/// Whether a document has the mark of the native form. It is looked for before all is parsed, since
/// the native form is read without ever standing in memory.
bool is_native(std::string_view text) {
  const auto first = text.find('"');
  if (first != std::string_view::npos && text.substr(first).starts_with("\"pangkas\"")) return true;
  const simdjson::padded_string padded(text);
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  if (parser.iterate(padded).get(document) != simdjson::SUCCESS) return false;
  simdjson::ondemand::object object;
  if (document.get_object().get(object) != simdjson::SUCCESS) return false;
  simdjson::ondemand::value mark;
  return object.find_field_unordered("pangkas").get(mark) == simdjson::SUCCESS;
}

json parsed_whole(std::string_view text, const std::string& file) {
  document_text document(text);
  const auto look = [&](int depth, json::parse_event_t, json&) {
    if (depth > deepest_json)
      throw input_error(
          fmt::format("{} nests objects and lists more than {} deep, as no organisation does", file,
                      deepest_json),
          file);
    return true;
  };
  return parse_document(document, file, look);
}

/// A value that stands alone, as a cell.
std::string cell_of(const json& value, decimal_mark decimals) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return {};
  if (!value.is_number_float()) return value.dump();
  std::string text = format_number(value.get<double>());
  if (decimals == decimal_mark::comma) std::ranges::replace(text, '.', ',');
  return text;
}

bool is_list_of_objects(const json& value) {
  return value.is_array() && !value.empty() && std::ranges::all_of(value, &json::is_object);
}

const json* member_of(const json& object, const std::string& key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

/// Turns objects into records.
class record_maker {
 public:
  record_maker(const std::string& file, const column_mapping& mapping)
      : file_(file), mapping_(mapping) {
    column("@number");
    column("@parent");
  }

  /// Adds an object, and those in the lists of its children.
  /// @param parent  The number of the object around it; 0: none.
  void add(const json& object, std::size_t parent) {
    records_.emplace_back();
    const std::size_t number = records_.size();
    if (!object.is_object()) {
      finding f;
      f.rule = "bad-value";
      f.row = number + 1;
      f.detail = fmt::format("entry {} is no object", number);
      f.action = "left out";
      table_.findings.push_back(std::move(f));
      return;
    }
    set("@number", std::to_string(number));
    if (parent > 0) set("@parent", std::to_string(parent));
    parents_.resize(number);
    parents_.back() = parent;
    add_values(object, "");
    for (const std::string& key : mapping_.children) {
      const json* const children = member_of(object, key);
      if (children == nullptr || !children->is_array()) continue;
      for (const json& child : *children) add(child, number);
    }
  }

  /// Sets a cell of the last record.
  void set(const std::string& heading, std::string cell) {
    const std::size_t at = column(heading);
    std::vector<std::string>& record = records_.back();
    if (record.size() <= at) record.resize(at + 1);
    record[at] = std::move(cell);
  }
  void begin_record() { records_.emplace_back(); }

  /// The table, with the columns that others are read from.
  table_text take() {
    name_columns();
    table_.name = file_;
    table_.text = table_text_begin;
    std::vector<std::string_view> cells(headings_.begin(), headings_.end());
    append_record(table_.text, cells, 0);
    for (const std::vector<std::string>& record : records_) {
      cells.assign(record.begin(), record.end());
      append_record(table_.text, cells, headings_.size());
    }
    for (finding& f : table_.findings) f.file = file_;
    return std::move(table_);
  }
  void report(finding f) { table_.findings.push_back(std::move(f)); }

 private:
  std::size_t column(const std::string& heading) {
    const auto [found, is_new] = columns_.try_emplace(heading, headings_.size());
    if (is_new) {
      if (headings_.size() == most_keys)
        throw input_error(
            fmt::format("{} has objects of more than {} different keys, as no list of "
                        "positions has",
                        file_, most_keys),
            file_);
      headings_.push_back(heading);
    }
    return found->second;
  }

  void add_values(const json& object, const std::string& prefix) {
    for (const auto& [key, value] : object.items()) {
      const std::string heading = prefix + key;
      if (value.is_object()) {
        add_values(value, heading + ".");
      } else if (!value.is_array()) {
        set(heading, cell_of(value, mapping_.decimals));
      } else if (!value.empty() && std::ranges::none_of(value, &json::is_structured)) {
        std::string joined;
        for (const json& each : value)
          joined += (joined.empty() ? "" : "|") + cell_of(each, mapping_.decimals);
        set(heading, std::move(joined));
      }
    }
  }

  /// The first of some headings that there is.
  [[nodiscard]] std::optional<std::size_t> first_of(const std::vector<std::string>& names) const {
    for (const std::string& name : names)
      for (std::size_t at = 0; at < headings_.size(); ++at)
        if (fold(headings_[at]) == fold(name)) return at;
    return std::nullopt;
  }

  /// Gives a column the name that the default mapping looks for.
  std::optional<std::size_t> find_or_name(std::vector<std::string> column_mapping::*field,
                                          const std::vector<std::string>& others) {
    const std::vector<std::string>& names = mapping_.*field;
    if (const auto found = first_of(names)) return found;
    if (names != column_mapping{}.*field) return std::nullopt;
    const auto other = first_of(others);
    if (other) headings_[*other] = names.front();
    return other;
  }

  void name_columns() {
    const bool is_tree = std::ranges::any_of(parents_, [](std::size_t p) { return p > 0; });
    find_or_name(&column_mapping::title, {"name", "label"});
    auto code = find_or_name(&column_mapping::code, {"id"});
    const auto superior = find_or_name(&column_mapping::reports_to, {"parent_id", "parentId"});
    if (!is_tree) return;
    const auto add_column = [&](const std::string& heading, const auto& cell) {
      const std::size_t at = column(heading);
      for (std::size_t i = 0; i < records_.size(); ++i) {
        if (records_[i].empty()) continue;
        records_[i].resize(std::max(records_[i].size(), at + 1));
        records_[i][at] = cell(i);
      }
      return at;
    };
    if (!code && mapping_.code == column_mapping{}.code)
      code = add_column(mapping_.code.front(), [](std::size_t i) { return std::to_string(i + 1); });
    if (superior || !code || mapping_.reports_to != column_mapping{}.reports_to) return;
    add_column(mapping_.reports_to.front(), [&](std::size_t i) {
      const std::size_t parent = i < parents_.size() ? parents_[i] : 0;
      if (parent == 0 || records_[parent - 1].size() <= *code) return std::string();
      return records_[parent - 1][*code];
    });
  }

  const std::string& file_;
  const column_mapping& mapping_;
  table_text table_;
  std::vector<std::string> headings_;
  std::map<std::string, std::size_t> columns_;
  std::vector<std::vector<std::string>> records_;
  std::vector<std::size_t> parents_;  ///< by number from 0: the number from 1; 0: none
};

/// The lists of Popolo that a document has.
bool is_popolo(const json& document) {
  const auto has = [&](const char* key) {
    const json* const list = member_of(document, key);
    return list != nullptr && list->is_array();
  };
  return (has("organizations") && (has("posts") || has("memberships") || has("persons"))) ||
         (has("posts") && has("memberships"));
}

std::string text_of(const json& object, std::initializer_list<const char*> keys) {
  for (const char* const key : keys)
    if (const json* const value = member_of(object, key);
        value != nullptr && !value->is_structured() && !value->is_null())
      return cell_of(*value, decimal_mark::point);
  return {};
}

const json& list_of(const json& document, const char* key) {
  static const json none = json::array();
  const json* const list = member_of(document, key);
  return list != nullptr && list->is_array() ? *list : none;
}

table_text table_of_popolo(const json& document, const std::string& file,
                           const column_mapping& mapping) {
  record_maker maker(file, mapping);
  std::map<std::string, std::string> units;
  for (const json& each : list_of(document, "organizations"))
    units.emplace(text_of(each, {"id"}), text_of(each, {"name"}));
  std::map<std::string, std::size_t> holders;
  std::size_t without_post = 0;
  for (const json& each : list_of(document, "memberships")) {
    const std::string post = text_of(each, {"post_id"});
    if (post.empty())
      ++without_post;
    else if (text_of(each, {"end_date"}).empty())
      ++holders[post];
  }
  for (const json& each : list_of(document, "organizations")) {
    maker.begin_record();
    maker.set("code", text_of(each, {"id"}));
    maker.set("title", text_of(each, {"name"}));
    maker.set("reports_to", text_of(each, {"parent_id"}));
    maker.set("unit", text_of(each, {"name"}));
    maker.set("classification", text_of(each, {"classification"}));
  }
  const bool has_members = !list_of(document, "memberships").empty();
  for (const json& each : list_of(document, "posts")) {
    const std::string code = text_of(each, {"id"});
    const std::string unit = text_of(each, {"organization_id"});
    maker.begin_record();
    maker.set("code", code);
    maker.set("title", text_of(each, {"label", "role"}));
    maker.set("reports_to", unit);
    maker.set("unit", units.contains(unit) ? units[unit] : unit);
    maker.set("role", text_of(each, {"role"}));
    if (has_members) maker.set("filled", std::to_string(holders[code]));
  }
  if (without_post > 0) {
    finding f;
    f.rule = "no-post";
    f.level = severity::warning;
    f.column = "memberships";
    f.detail = fmt::format("{} memberships name no post", without_post);
    f.action = "left out; a member of a body holds no position by that";
    maker.report(std::move(f));
  }
  return maker.take();
}

/// Where the objects stand: the document itself, what the mapping names, or its only list of them.
const json* records_of(const json& document, const std::string& file,
                       const column_mapping& mapping) {
  if (!mapping.records.empty()) {
    const json* at = &document;
    std::string_view path = mapping.records;
    while (at != nullptr && !path.empty()) {
      const auto point = std::min(path.find('.'), path.size());
      at = member_of(*at, std::string(path.substr(0, point)));
      path.remove_prefix(std::min(point + 1, path.size()));
    }
    if (at == nullptr || !at->is_structured())
      throw input_error(fmt::format("{} has no list \"{}\", which the mapping names as its records",
                                    file, echo(mapping.records)),
                        file);
    return at;
  }
  if (document.is_array()) return is_list_of_objects(document) ? &document : nullptr;
  if (!document.is_object()) return nullptr;
  for (const std::string& key : mapping.children)
    if (const json* const children = member_of(document, key);
        children != nullptr && is_list_of_objects(*children))
      return &document;
  const json* only = nullptr;
  for (const json& value : document) {
    if (!is_list_of_objects(value)) continue;
    if (only != nullptr) return nullptr;
    only = &value;
  }
  return only;
}

}  // namespace

std::optional<table_text> table_of_json(std::string_view text, const std::string& file,
                                        const column_mapping& mapping) {
  if (is_native(text)) return std::nullopt;
  const json document = parsed_whole(text, file);
  if (mapping.records.empty() && is_popolo(document))
    return table_of_popolo(document, file, mapping);
  const json* const records = records_of(document, file, mapping);
  if (records == nullptr) return std::nullopt;
  record_maker maker(file, mapping);
  if (records->is_object()) {
    maker.add(*records, 0);
  } else {
    for (const json& each : *records) maker.add(each, 0);
  }
  return maker.take();
}

}  // namespace pangkas::detail
