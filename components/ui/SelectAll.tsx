import { useEffect, useRef } from 'preact/hooks';

interface Props {
  label: string;
  /** Those that the box ticks. */
  ids: string[];
  selected: ReadonlySet<string>;
  onSelect: (ids: string[], on: boolean) => void;
}

/** The box above a column of boxes: ticks all of them or none, and shows where it is some. */
export function SelectAll({ label, ids, selected, onSelect }: Props) {
  const box = useRef<HTMLInputElement>(null);
  const count = ids.filter(id => selected.has(id)).length;
  const isAll = count > 0 && count === ids.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = count > 0 && !isAll;
  }, [count, isAll]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={label}
      checked={isAll}
      disabled={ids.length === 0}
      onChange={() => onSelect(ids, !isAll)}
    />
  );
}
