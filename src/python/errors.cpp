// SPDX-License-Identifier: BSL-1.0
#include "bindings.hpp"

#include <pangkas/error.hpp>

#include <algorithm>
#include <exception>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace pangkas::python {
namespace {

/// A sentence with options as Python writes them: `columns=` for `--columns`. What stands in quotes
/// is the caller's own.
std::string in_words_of_python(std::string_view sentence) {
  constexpr std::pair<std::string_view, std::string_view> options[] = {
      {"--columns", "columns="},
      {"--log-columns", "columns="},
      {"--layers 3", "layers=[3]"},
      {"--strict", "strict=True"},
  };
  std::string said;
  bool is_quoted = false;
  while (!sentence.empty()) {
    const auto* const found = std::ranges::find_if(
        options, [&](const auto& option) { return sentence.starts_with(option.first); });
    if (!is_quoted && found != std::end(options)) {
      said += found->second;
      sentence.remove_prefix(found->first.size());
      continue;
    }
    if (sentence.front() == '"') is_quoted = !is_quoted;
    said += sentence.front();
    sentence.remove_prefix(1);
  }
  return said;
}

template <class... Attributes>
void raise(const char* type, const std::exception& e, Attributes&&... attributes) {
  const py::object cls = py::module_::import("pangkas._errors").attr(type);
  PyErr_SetObject(
      cls.ptr(),
      cls(text(in_words_of_python(e.what())), std::forward<Attributes>(attributes)...).ptr());
}

}  // namespace

void register_records(py::module_& m) {
  const py::module_ records = py::module_::import("pangkas._records");
  for (const char* name : {"Change",        "Comparison",       "CompressionSummary",
                           "DecisionPath",  "DecisionReport",   "DecisionSummary",
                           "DecisionTimes", "Finding",          "FlattenedTree",
                           "Flattening",    "Frontier",         "FrontierPoint",
                           "Hierarchy",     "HierarchyMeasure", "KeptPost",
                           "LayerSummary",  "LongPath",         "MatterComparison",
                           "MatterSummary", "Measures",         "PairDistance",
                           "PathStep",      "Position",         "PostBreakEven",
                           "RankShare",     "Reattached",       "Record",
                           "Reduced",       "Simplification",   "SpanBand",
                           "SpanBands",     "SpanSummary",      "StationTimes",
                           "Tabular",       "TimesBeforeAfter", "Totals"})
    m.attr(name) = records.attr(name);
}

void register_errors(py::module_& m) {
  const py::module_ errors = py::module_::import("pangkas._errors");
  for (const char* name :
       {"Error", "InputError", "StructureError", "RuleError", "UnknownPosition", "OutputError"})
    m.attr(name) = errors.attr(name);

  py::register_local_exception_translator([](std::exception_ptr thrown) {
    using namespace pybind11::literals;
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const input_error& e) {
      raise("InputError", e, "file"_a = text(e.file()), "row"_a = e.row(),
            "column"_a = text(e.column()));
    } catch (const structure_error& e) {
      raise("StructureError", e, "positions"_a = e.positions());
    } catch (const rule_error& e) {
      raise("RuleError", e, "rule"_a = text(e.rule()), "file"_a = text(e.file()),
            "line"_a = e.line());
    } catch (const unknown_position& e) {
      raise("UnknownPosition", e, "code"_a = text(e.code()));
    } catch (const output_error& e) {
      raise("OutputError", e, "file"_a = text(e.file()));
    } catch (const error& e) {
      raise("Error", e);
    }
  });
}

}  // namespace pangkas::python
