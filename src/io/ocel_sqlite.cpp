// SPDX-License-Identifier: BSL-1.0
#include "ocel.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/error.hpp>

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

/// A data base in memory, from which is only read.
class data_base {
 public:
  data_base(std::string_view bytes, const std::string& file)
      : file_(file), bytes_(bytes.begin(), bytes.end()), connection_(nullptr, sqlite3_close) {
    // One that keeps a log of its writes beside it cannot be opened from memory; what is in that log
    // is not in these bytes anyhow.
    if (bytes_.size() > 19) bytes_[18] = bytes_[19] = 1;
    sqlite3* opened = nullptr;
    const int status = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE, nullptr);
    connection_.reset(opened);
    if (status != SQLITE_OK) throw std::bad_alloc();
    const auto size = static_cast<sqlite3_int64>(bytes_.size());
    if (sqlite3_deserialize(opened, "main", reinterpret_cast<unsigned char*>(bytes_.data()), size,
                            size, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
      fail();
    // Nothing that the schema of the file says is run.
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  }

  [[noreturn]] void fail() const {
    throw input_error(fmt::format("{} cannot be read as a data base of SQLite ({}); copy or export "
                                  "it again",
                                  file_, sqlite3_errmsg(connection_.get())),
                      file_);
  }
  [[noreturn]] void lack(std::string_view what) const {
    throw input_error(
        fmt::format("{} is a data base but no event log: it lacks the {} of OCEL 2.0", file_, what),
        file_);
  }

  /// Calls visit(cells) for each row; a cell that is null is empty.
  template <class Visit>
  void each(const std::string& question, const Visit& visit) const {
    sqlite3_stmt* prepared = nullptr;
    const int status =
        sqlite3_prepare_v2(connection_.get(), question.c_str(), -1, &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(prepared,
                                                                          sqlite3_finalize);
    if (status != SQLITE_OK) fail();
    std::vector<std::string_view> cells(static_cast<std::size_t>(sqlite3_column_count(prepared)));
    for (;;) {
      const int step = sqlite3_step(prepared);
      if (step == SQLITE_DONE) return;
      if (step != SQLITE_ROW) fail();
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto* text = sqlite3_column_text(prepared, static_cast<int>(i));
        const int size = sqlite3_column_bytes(prepared, static_cast<int>(i));
        cells[i] = text == nullptr ? std::string_view{}
                                   : std::string_view(reinterpret_cast<const char*>(text),
                                                      static_cast<std::size_t>(size));
      }
      visit(cells);
    }
  }

  /// The columns of a table, as it spells them; none if it is no table of the file.
  [[nodiscard]] std::vector<std::string> columns(const std::string& table) const {
    bool is_table = false;
    each("SELECT name FROM sqlite_master WHERE type = 'table'",
         [&](const auto& cells) { is_table = is_table || cells[0] == table; });
    std::vector<std::string> names;
    if (is_table)
      each("PRAGMA table_info(" + quoted(table) + ")",
           [&](const auto& cells) { names.emplace_back(cells[1]); });
    return names;
  }

  static std::string quoted(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) {
      if (c == '"') text += c;
      text += c;
    }
    return text + '"';
  }

  /// Some columns of a table, which it must have.
  template <class Visit>
  void read(const std::string& table, const std::vector<std::string>& wanted,
            const Visit& visit) const {
    const std::vector<std::string> there = columns(table);
    if (there.empty()) lack(fmt::format("table \"{}\"", echo(table)));
    std::string list;
    for (const std::string& column : wanted) {
      if (std::ranges::find(there, column) == there.end())
        lack(fmt::format("column \"{}\" of the table \"{}\"", echo(column), echo(table)));
      list += (list.empty() ? "" : ", ") + quoted(column);
    }
    each("SELECT " + list + " FROM " + quoted(table), visit);
  }

 private:
  const std::string& file_;
  std::string bytes_;
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection_;
};

}  // namespace

void read_ocel_sqlite(std::string_view bytes, object_log& log, const std::string& file) {
  const data_base base(bytes, file);
  std::map<std::string, std::size_t, std::less<>> place;  // of an event, by its name
  std::map<std::string, bool, std::less<>> types;         // of events: whether they have a table
  base.read("event", {"ocel_id", "ocel_type"}, [&](const auto& cells) {
    if (!place.emplace(cells[0], log.size()).second) return;
    types.emplace(cells[1], false);
    log.begin_event(cells[1], {});
  });
  base.read("object", {"ocel_id", "ocel_type"},
            [&](const auto& cells) { log.object(cells[0], cells[1]); });
  std::vector<std::pair<std::string, std::string>> tables;
  base.read("event_map_type", {"ocel_type", "ocel_type_map"}, [&](const auto& cells) {
    tables.emplace_back(cells[0], "event_" + std::string(cells[1]));
  });
  for (const auto& [type, table] : tables) {
    const std::vector<std::string> columns = base.columns(table);
    const auto known = types.find(type);
    if (columns.empty() || known == types.end()) continue;
    known->second = true;
    std::vector<std::string> wanted{"ocel_id", "ocel_time"};
    for (const std::string& column : columns)
      if (!column.starts_with("ocel_")) wanted.push_back(column);
    base.read(table, wanted, [&](const auto& cells) {
      const auto event = place.find(cells[0]);
      if (event == place.end()) return;
      log.turn_to(event->second);
      log.set_time(cells[1]);
      for (std::size_t i = 2; i < cells.size(); ++i) log.attribute(wanted[i], cells[i]);
    });
  }
  for (const auto& [type, has_table] : types)
    if (!has_table)
      log.faults().note(
          log_fault::unknown_type, [] { return std::size_t{0}; }, type);
  base.read("event_object", {"ocel_event_id", "ocel_object_id", "ocel_qualifier"},
            [&](const auto& cells) {
              const auto event = place.find(cells[0]);
              if (event == place.end()) return;
              log.turn_to(event->second);
              log.relation(cells[1], cells[2]);
            });
}

}  // namespace pangkas::detail
