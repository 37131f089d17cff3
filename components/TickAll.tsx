import { useEffect, useRef } from 'preact/hooks';

interface Props {
  label: string;
  /** Those that the box ticks. */
  ids: string[];
  ticked: ReadonlySet<string>;
  onTick: (ids: string[], on: boolean) => void;
}

/** The box above a column of boxes: ticks all of them or none, and shows where it is some. */
export function TickAll({ label, ids, ticked, onTick }: Props) {
  const box = useRef<HTMLInputElement>(null);
  const count = ids.filter(id => ticked.has(id)).length;
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
      onChange={() => onTick(ids, !isAll)}
    />
  );
}
