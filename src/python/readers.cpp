// SPDX-License-Identifier: BSL-1.0
// How an organisation comes in: files, tables in memory, JSON, and a made-up service.
#include "bindings.hpp"
#include "work.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/rank_scheme.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/simulate/synthetic_service.hpp>

#include <algorithm>
#include <map>

namespace pangkas::python {
namespace {

using held = std::shared_ptr<held_organisation>;

/// A rank scheme by preset name, from a TOML file, or none; absent: it is guessed.
std::shared_ptr<const rank_scheme> scheme_from(const py::handle& value) {
  if (value.is_none()) return nullptr;
  const std::string name = path(value);
  if (!is_file(value))
    return name == "none" ? std::make_shared<rank_scheme>() : preset_scheme(name);
  return std::make_shared<rank_scheme>(
      read_rank_scheme(decode_text(read_file(name), name).text, name));
}

bool orphans_are_roots(const std::string& orphans) {
  if (orphans != "keep" && orphans != "roots")
    throw py::value_error("orphans is \"" + orphans + "\"; it is \"keep\" or \"roots\"");
  return orphans == "roots";
}

/// Whether a file holds a table that other libraries read into memory.
bool is_parquet(const py::handle& file) {
  const std::string name = path(file);
  return name.ends_with(".parquet") || name.ends_with(".pq");
}

/// Tables in memory, by the names under which they are read in place of files.
using tables_in_memory = std::map<std::string, std::string>;

/// Reads all streams while Python waits; files are read later.
class collector {
 public:
  /// @return The name under which the table is read.
  std::string add(const py::handle& data, const std::string& wanted) {
    std::string name = wanted;
    for (int i = 2; tables_.contains(name); ++i) name = wanted + " " + std::to_string(i);
    auto stream = stream_of(data);
    const bool hears = hears_signals();
    std::string text;
    left_out.clear();
    {
      const py::gil_scoped_release release;
      text = delimited_text(*stream.get(), name, left_out, [hears] {
        if (!hears) return;
        const py::gil_scoped_acquire acquire;
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      });
    }
    tables_[name] = std::move(text);
    return name;
  }

  /// Files by name, tables by a name that is made for them.
  std::vector<std::string> add_all(const py::handle& given, const std::string& name) {
    const auto is_table = [](const py::handle& one) {
      return py::hasattr(one, "__arrow_c_stream__") || py::hasattr(one, "collect") ||
             py::isinstance(one, py::module_::import("collections.abc").attr("Mapping"));
    };
    const auto add_one = [&](const py::handle& one) {
      return is_path(one) && !is_parquet(one) ? path(one) : add(one, name);
    };
    if (given.is_none()) return {};
    if (is_path(given) || is_table(given)) return {add_one(given)};
    std::vector<std::string> names;
    for (const py::handle one : py::reinterpret_borrow<py::iterable>(given))
      names.push_back(add_one(one));
    return names;
  }

  [[nodiscard]] std::shared_ptr<tables_in_memory> take() && {
    return std::make_shared<tables_in_memory>(std::move(tables_));
  }

  /// Columns of the last table that no reader knows: name and type.
  std::vector<std::pair<std::string, std::string>> left_out;

 private:
  tables_in_memory tables_;
};

held read(std::vector<std::string> files, read_options options,
          const std::shared_ptr<tables_in_memory>& tables) {
  // How much it is comes out only while it is read.
  constexpr std::size_t unknown_size = 1'000'000;
  std::size_t bytes = tables && !tables->empty() ? 0 : unknown_size;
  if (tables)
    for (const auto& [name, text] : *tables) bytes += text.size() / 50;
  read_result result = without_gil(bytes, [files = std::move(files), options = std::move(options),
                                           tables](const stop_flag& stop) {
    read_options with_hooks = options;
    with_hooks.progress = [&stop](std::size_t) { stop.check(); };
    if (tables)
      with_hooks.in_memory = [&](const std::string& name) -> std::optional<std::string> {
        const auto found = tables->find(name);
        if (found == tables->end()) return std::nullopt;
        return std::move(found->second);
      };
    return read_organisation(files, with_hooks);
  });
  return std::make_shared<held_organisation>(std::move(result.organisation),
                                             std::move(result.findings), std::move(result.inputs));
}

/// What every reader takes beside its data.
read_options options_of(collector& tables, const py::object& scheme, const std::string& orphans,
                        bool strict, const py::object& matters, const py::object& authority,
                        const py::object& lines, const py::object& steps) {
  read_options options;
  options.scheme = scheme_from(scheme);
  options.orphans_are_roots = orphans_are_roots(orphans);
  options.strict = strict;
  options.matters = tables.add_all(matters, "matters");
  options.authority = tables.add_all(authority, "authority");
  options.lines = tables.add_all(lines, "lines");
  options.steps = tables.add_all(steps, "steps");
  return options;
}

column_mapping mapping_from(const py::object& file) {
  if (file.is_none()) return {};
  const std::string name = path(file);
  return read_columns(decode_text(read_file(name), name).text, name);
}

row_condition condition_of(const py::handle& column, const py::handle& values, const char* what) {
  return {column.cast<std::string>(), texts(values, what), false};
}

/// A column of a type that no reader knows is refused where it is asked for.
void refuse_left_out(const collector& tables, const column_mapping& mapping,
                     const std::string& name) {
  for (const auto& [column, type] : tables.left_out)
    for (const auto* headings :
         {&mapping.code, &mapping.title, &mapping.kind, &mapping.rank, &mapping.reports_to,
          &mapping.unit, &mapping.seats, &mapping.filled, &mapping.position_class, &mapping.cost,
          &mapping.budget, &mapping.flags, &mapping.holder, &mapping.legal_source})
      if (std::ranges::find(*headings, column) != headings->end())
        throw input_error(
            name + ": the column \"" + column + "\" is of the Arrow type \"" + type +
                "\"; a column that is read holds text, numbers, truths, days or lists "
                "of text",
            name, {}, column);
}

/// What a table is called that nobody named.
constexpr const char* default_name = "table";

held from_table(const py::object&, const py::object& data, const py::object& code,
                const py::object& reports_to, const py::object& title, const py::object& kind,
                const py::object& rank, const py::object& unit, const py::object& seats,
                const py::object& filled, const py::object& class_, const py::object& cost,
                const py::object& budget, const py::object& flags, const py::object& holder,
                const py::object& legal_source, const py::object& columns,
                const py::object& root_marks, const py::object& no_code, const py::object& keep,
                const py::object& eliminated, const py::object& vacant,
                const py::object& may_differ, const py::object& rank_scheme,
                const std::string& orphans, bool strict, const py::object& matters,
                const py::object& authority, const py::object& lines, const py::object& steps,
                const std::string& name) {
  column_mapping mapping = mapping_from(columns);
  const auto map = [&](const py::object& heading, std::vector<std::string>& field,
                       const char* called) {
    if (heading.is_none()) return;
    field = {heading.cast<std::string>()};
    if (std::ranges::find(mapping.required, called) == mapping.required.end())
      mapping.required.emplace_back(called);
  };
  map(code, mapping.code, "code");
  map(reports_to, mapping.reports_to, "reports_to");
  map(title, mapping.title, "title");
  map(kind, mapping.kind, "kind");
  map(rank, mapping.rank, "rank");
  map(unit, mapping.unit, "unit");
  map(seats, mapping.seats, "seats");
  map(filled, mapping.filled, "filled");
  map(class_, mapping.position_class, "class");
  map(cost, mapping.cost, "cost");
  map(budget, mapping.budget, "budget");
  map(flags, mapping.flags, "flags");
  map(holder, mapping.holder, "holder");
  map(legal_source, mapping.legal_source, "legal_source");
  if (!root_marks.is_none()) {
    mapping.root_marks = texts(root_marks, "root_marks");
    mapping.root_marks.emplace_back();
  }
  if (!no_code.is_none()) {
    mapping.no_code = texts(no_code, "no_code");
    mapping.no_code.emplace_back();
  }
  if (!keep.is_none()) {
    const py::object items = keep.attr("items")();
    for (const py::handle item : items) {
      const auto pair = py::reinterpret_borrow<py::tuple>(item);
      mapping.keep.push_back(condition_of(pair[0], pair[1], "keep"));
    }
  }
  if (!eliminated.is_none()) {
    const py::tuple pair(eliminated);
    mapping.eliminated = condition_of(pair[0], pair[1], "eliminated");
  }
  if (!vacant.is_none()) {
    const py::tuple pair(vacant);
    mapping.vacant = condition_of(pair[0], pair[1], "vacant");
  }
  if (!may_differ.is_none()) mapping.may_differ = texts(may_differ, "may_differ");
  mapping.delimiter.reset();
  mapping.text_encoding = encoding::utf8;

  collector tables;
  const std::string table =
      tables.add(data, is_path(data) && name == default_name ? path(data) : name);
  refuse_left_out(tables, mapping, table);
  read_options options =
      options_of(tables, rank_scheme, orphans, strict, matters, authority, lines, steps);
  options.format = file_format::table;
  options.columns = std::move(mapping);
  return read({table}, std::move(options), std::move(tables).take());
}

held from_csv(const py::object&, const py::args& files, const py::object& columns,
              const py::object& rank_scheme, const std::string& orphans, bool strict,
              const py::object& matters, const py::object& authority, const py::object& lines,
              const py::object& steps) {
  collector tables;
  read_options options =
      options_of(tables, rank_scheme, orphans, strict, matters, authority, lines, steps);
  options.format = file_format::table;
  if (!columns.is_none()) options.columns = mapping_from(columns);
  return read(paths(files), std::move(options), std::move(tables).take());
}

held from_uk_organogram(const py::object&, const py::object& senior, const py::object& junior,
                        const std::string& orphans, bool strict, const py::object& matters,
                        const py::object& authority, const py::object& lines,
                        const py::object& steps) {
  collector tables;
  std::vector<std::string> names = tables.add_all(senior, "senior");
  for (std::string& name : tables.add_all(junior, "junior")) names.push_back(std::move(name));
  read_options options =
      options_of(tables, py::none(), orphans, strict, matters, authority, lines, steps);
  options.format = file_format::uk_organogram;
  return read(std::move(names), std::move(options), std::move(tables).take());
}

held from_json(const py::object&, const py::object& file, const py::object& rank_scheme) {
  read_options options;
  options.scheme = scheme_from(rank_scheme);
  options.format = file_format::json;
  return read({path(file)}, std::move(options), nullptr);
}

held from_json_text(const py::object&, const std::string& text, const py::object& rank_scheme) {
  auto scheme = scheme_from(rank_scheme);
  build_result built = without_gil(text.size() / 100, [text, scheme](const stop_flag&) {
    return read_json(text, "text", {}, scheme);
  });
  return std::make_shared<held_organisation>(std::move(built.organisation),
                                             std::move(built.findings));
}

held generate(std::size_t positions, std::uint64_t seed, double span, const py::object& mix,
              std::size_t agencies, bool random_order) {
  service_options options;
  options.positions = positions;
  options.seed = seed;
  options.span = span;
  options.agencies = agencies;
  options.random_order = random_order;
  if (!mix.is_none()) {
    const auto weights = mix.cast<std::vector<double>>();
    if (weights.size() != options.echelon_mix.size())
      throw py::value_error("echelon_mix has " + std::to_string(weights.size()) +
                            " weights; give one for each of the echelons I to V");
    std::ranges::copy(weights, options.echelon_mix.begin());
  }
  return std::make_shared<held_organisation>(
      without_gil(positions, [options, scheme = preset_scheme("indonesia")](const stop_flag&) {
        return synthetic_service(scheme, options);
      }));
}

constexpr const char* from_table_doc =
    R"(Read the positions of a table in memory, one row a position.

Cells are read as those of a CSV file are: text is trimmed of blanks, whole numbers are codes too, the
first row of a code stands, and every fault is a finding with its row.

Parameters
----------
table : object with ``__arrow_c_stream__``, mapping of columns, list of dictionaries, or path
    A table of pandas (2.2 or newer), Polars (a LazyFrame is collected), PyArrow, DuckDB, or columns by
    name as sequences or NumPy arrays: its columns are read without an object of Python a row. Rows as
    dictionaries, where a key that is missing is a null. A Parquet file, which Polars or PyArrow reads.
code, reports_to, title, kind, rank, unit, seats, filled, class_, cost, budget, flags, holder, legal_source : str, optional
    Headings of the columns. Without one the headings of the format are looked for, English or
    Indonesian; only code and superior must be there.
columns : path, optional
    TOML file that maps the columns, as for the command line; the headings above go before it.
root_marks, no_code : sequence of str, optional
    What stands for no superior, and for no code, beside a null and an empty text.
keep : mapping, optional
    Column to value or values: only these rows are read.
eliminated, vacant : (column, values), optional
    Rows of posts that no longer exist; of posts without a holder.
may_differ : sequence of str, optional
    Columns in which two rows of a job share may differ.
rank_scheme : str or path, optional
    Preset, TOML file or ``"none"``. Without it the preset that knows most of the ranks.
orphans : {"keep", "roots"}
    Whether the tops of trees whose superior is unknown become roots.
strict : bool
    Whether the first finding that is an error is an InputError.
matters, authority, lines, steps : path, table, or sequence of them
    Tables of decisions.
name : str
    What findings and errors call the table; a file that is not named has its own name.

Returns
-------
Organisation
    With what was wrong under ``findings``.

Raises
------
InputError
    If a column is missing (it says which there are) or of a type that is not read, if columns are not
    equally long, if the stream fails or was read before, or in strict mode.
StructureError
    If there are more than 2,147,483,647 rows.
TypeError
    If the table is none of these.
ModuleNotFoundError
    If neither Polars nor PyArrow is there to read a Parquet file.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table({"code": [1, 2, 3], "reports_to": [None, 1, 9]})
>>> org
Organisation(3 positions in 2 layers below 1 root, 1 orphan, 1 finding)
>>> print(org.findings[0].detail)
"3" reports to "9", which is not in the data
)";

}  // namespace

void register_readers(py::module_& m) {
  using namespace pybind11::literals;
  // A class method whose class is not asked: an organisation is final.
  py::object cls = m.attr("Organisation");
  const auto add = [&](const char* name, const py::cpp_function& f) {
    cls.attr(name) = py::reinterpret_steal<py::object>(PyClassMethod_New(f.ptr()));
  };
  const py::tuple none;
  add("from_table",
      py::cpp_function(&from_table, py::name("from_table"), "cls"_a, "table"_a, py::kw_only(),
                       "code"_a = py::none(), "reports_to"_a = py::none(), "title"_a = py::none(),
                       "kind"_a = py::none(), "rank"_a = py::none(), "unit"_a = py::none(),
                       "seats"_a = py::none(), "filled"_a = py::none(), "class_"_a = py::none(),
                       "cost"_a = py::none(), "budget"_a = py::none(), "flags"_a = py::none(),
                       "holder"_a = py::none(), "legal_source"_a = py::none(),
                       "columns"_a = py::none(), "root_marks"_a = py::none(),
                       "no_code"_a = py::none(), "keep"_a = py::none(), "eliminated"_a = py::none(),
                       "vacant"_a = py::none(), "may_differ"_a = py::none(),
                       "rank_scheme"_a = py::none(), "orphans"_a = "keep", "strict"_a = false,
                       "matters"_a = none, "authority"_a = none, "lines"_a = none, "steps"_a = none,
                       "name"_a = default_name, from_table_doc));
  add("from_csv",
      py::cpp_function(&from_csv, py::name("from_csv"), "cls"_a, py::kw_only(),
                       "columns"_a = py::none(), "rank_scheme"_a = py::none(), "orphans"_a = "keep",
                       "strict"_a = false, "matters"_a = none, "authority"_a = none,
                       "lines"_a = none, "steps"_a = none,
                       R"(Read position tables: CSV or TSV, in UTF-8, UTF-16 or Windows-1252.

Parameters
----------
*files : path
    Tables of one organisation, read one after the other.
columns, rank_scheme, orphans, strict, matters, authority, lines, steps
    As for :meth:`from_table`.

Raises
------
InputError
    If a file cannot be read at all, or in strict mode.
)"));
  add("from_uk_organogram",
      py::cpp_function(
          &from_uk_organogram, py::name("from_uk_organogram"), "cls"_a, "senior"_a,
          "junior"_a = py::none(), py::kw_only(), "orphans"_a = "keep", "strict"_a = false,
          "matters"_a = none, "authority"_a = none, "lines"_a = none, "steps"_a = none,
          R"(Read the published return of a UK department: senior posts and junior rows.

Parameters
----------
senior, junior : path or table
    The two returns; the junior one may be left out. Each junior row is one position with many seats.
orphans, strict, matters, authority, lines, steps
    As for :meth:`from_table`.

Raises
------
InputError
    If a return cannot be read, or in strict mode.
)"));
  add("from_json",
      py::cpp_function(&from_json, py::name("from_json"), "cls"_a, "file"_a, py::kw_only(),
                       "rank_scheme"_a = py::none(),
                       "Read the native JSON that :meth:`to_json` writes.\n\nRaises\n------\n"
                       "InputError\n    If the file is not this format, or of a newer version."));
  add("from_json_text",
      py::cpp_function(&from_json_text, py::name("from_json_text"), "cls"_a, "text"_a,
                       py::kw_only(), "rank_scheme"_a = py::none(),
                       "Read native JSON from a text.\n\nRaises\n------\nInputError\n"
                       "    If the text is not this format, or of a newer version."));
  m.def("generate", &generate, "positions"_a = 10'000, py::kw_only(), "seed"_a = 1, "span"_a = 12.0,
        "echelon_mix"_a = py::none(), "agencies"_a = 0, "random_order"_a = false,
        R"(Make up a service of a given size, to try things on.

Parameters
----------
positions : int
    In all.
seed : int
    The same seed gives the same service on every machine.
span : float
    Mean number of subordinates of a manager, at least 2.
echelon_mix : sequence of 5 floats, optional
    Weights of the echelons I to V below the heads of the agencies.
agencies : int
    Roots; 0 is one for every 15,000 positions.
random_order : bool
    Whether rows are shuffled, instead of agency by agency from the top down.

Raises
------
StructureError
    If the options contradict each other.

Examples
--------
>>> import pangkas as pk
>>> pk.generate(1000, seed=7)
Organisation(1000 positions in 6 layers below 1 root)
)");
  m.def("preset_schemes", &preset_schemes, "Names of the preset rank schemes, by the alphabet.");
}

}  // namespace pangkas::python
